const NOTES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.12 },
];
const LENGTH = 0.22;
const LOUDNESS = 0.06;

let audio: AudioContext | undefined;

/** Plays two soft notes. They are computed, so that no file is loaded for them. */
export function playSound(): void {
  audio ??= new AudioContext();
  for (const { hertz, at } of NOTES) {
    const begin = audio.currentTime + at;
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + LENGTH);
    const note = new OscillatorNode(audio, { frequency: hertz });
    note.connect(gain).connect(audio.destination);
    note.start(begin);
    note.stop(begin + LENGTH);
  }
}
