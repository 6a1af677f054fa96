// The marks of cases: shape and colour by urgency, an outer ring when overdue. Drawn here, so that no sprite is loaded.
import type { Urgency } from "@shared/api/types";

const kSize = 28;
const kScale = 2;
const kColours: Record<Urgency, string> = {
  emergency: "#a61e4d",
  urgent: "#a61e4d",
  normal: "#1d1b1a",
  low: "#6d665f",
};

/** emergency: diamond · urgent: triangle · normal: disc · low: small disc */
export function drawMark(to: CanvasRenderingContext2D, urgency: Urgency, isOverdue: boolean): void {
  to.scale(kScale, kScale);
  const middle = kSize / 2;
  if (isOverdue) {
    to.beginPath();
    to.arc(middle, middle, 12, 0, 2 * Math.PI);
    to.fillStyle = "#fbeef2";
    to.fill();
    to.lineWidth = 2;
    to.strokeStyle = "#a61e4d";
    to.stroke();
  }
  to.beginPath();
  if (urgency === "emergency")
    polygon(to, middle, [
      [0, -9],
      [9, 0],
      [0, 9],
      [-9, 0],
    ]);
  else if (urgency === "urgent")
    polygon(to, middle, [
      [0, -8],
      [8, 6],
      [-8, 6],
    ]);
  else to.arc(middle, middle, urgency === "normal" ? 6 : 4.5, 0, 2 * Math.PI);
  to.fillStyle = kColours[urgency];
  to.fill();
  to.lineWidth = 1.5;
  to.strokeStyle = "#ffffff";
  to.stroke();
}

function polygon(to: CanvasRenderingContext2D, middle: number, corners: [number, number][]): void {
  corners.forEach(([x, y], at) =>
    at === 0 ? to.moveTo(middle + x, middle + y) : to.lineTo(middle + x, middle + y),
  );
  to.closePath();
}

const kUrgencies: readonly Urgency[] = ["low", "normal", "urgent", "emergency"];

/** Every mark with its name as the style calls it. */
export function allMarks(): { name: string; image: ImageData; pixelRatio: number }[] {
  return kUrgencies.flatMap((urgency) =>
    [false, true].flatMap((isOverdue) => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = kSize * kScale;
      const to = canvas.getContext("2d");
      if (!to) return [];
      drawMark(to, urgency, isOverdue);
      const image = to.getImageData(0, 0, canvas.width, canvas.height);
      return [{ name: urgency + (isOverdue ? "-overdue" : ""), image, pixelRatio: kScale }];
    }),
  );
}
