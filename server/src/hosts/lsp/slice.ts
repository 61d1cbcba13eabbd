const longest = 8;

/** A stretch of work that nobody waits for: it gives way every few milliseconds to what the editor asks. */
export class Slice {
  private start = performance.now();

  /** Waits for one turn of the event loop, if the stretch has been long. */
  async pause(): Promise<void> {
    if (performance.now() - this.start < longest) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.start = performance.now();
  }
}
