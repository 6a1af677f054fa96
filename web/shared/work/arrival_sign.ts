// How the phone tells that a to-do came: two short tones and a shake. Browsers allow sound only after a touch.
import { readonly, ref } from "vue";

const kStored = "mashang.sound";
const kTones = [
  { hertz: 660, at: 0, seconds: 0.12 },
  { hertz: 880, at: 0.16, seconds: 0.2 },
];

type AudioWindow = Window & { webkitAudioContext?: typeof AudioContext };

let audio: AudioContext | undefined;
/** on: will sound · off: the person wants silence · waiting: wanted, but the browser wants a touch first. */
const sound = ref<"on" | "off" | "waiting">(readWish() ? "waiting" : "off");

function readWish(): boolean {
  try {
    return localStorage.getItem(kStored) !== "off";
  } catch {
    return true;
  }
}

function keepWish(wish: "on" | "off"): void {
  try {
    localStorage.setItem(kStored, wish);
  } catch {
    // Private mode: the choice lives as long as the page.
  }
}

/** Call from a touch. Plays the tones once, so that the person hears what to listen for. */
async function turnOn(): Promise<void> {
  const Audio = window.AudioContext ?? (window as AudioWindow).webkitAudioContext;
  if (!Audio) return;
  audio ??= new Audio();
  await audio.resume();
  sound.value = audio.state === "running" ? "on" : "waiting";
  keepWish("on");
  play();
}

function turnOff(): void {
  sound.value = "off";
  keepWish("off");
}

function play(): void {
  if (!audio || audio.state !== "running") return;
  for (const tone of kTones) {
    const start = audio.currentTime + tone.at;
    const gain = audio.createGain();
    const source = audio.createOscillator();
    source.frequency.value = tone.hertz;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(0.3, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + tone.seconds);
    source.connect(gain).connect(audio.destination);
    source.start(start);
    source.stop(start + tone.seconds);
  }
}

/** A to-do came. */
export function announceArrival(): void {
  if (sound.value === "on") play();
  // Chrome refuses to shake a page that was never touched; that is no error of ours.
  navigator.vibrate?.([120, 80, 120]);
}

export function useArrivalSign() {
  return { sound: readonly(sound), turnOn, turnOff };
}
