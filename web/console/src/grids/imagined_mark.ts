// The mark of a compound that is not built: a hollow square on its corner, unlike every building's disc.
const kSize = 30;

export function imaginedMark(): { image: ImageData; pixelRatio: number } | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * kSize;
  const to = canvas.getContext("2d");
  if (!to) return null;
  to.translate(kSize, kSize);
  to.scale(2, 2);
  to.rotate(Math.PI / 4);
  to.fillStyle = "#ffffff";
  to.strokeStyle = "#1d1b1a";
  to.lineWidth = 2.5;
  to.setLineDash([4, 2.5]);
  to.fillRect(-8, -8, 16, 16);
  to.strokeRect(-8, -8, 16, 16);
  return { image: to.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: 2 };
}
