// To the server and back: all lines in one request, only the newest answer counts.

export class Wire {
  constructor({ previewUrl, submitUrl }) {
    Object.assign(this, { previewUrl, submitUrl });
  }

  async #post(url, body, signal) {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.body.dataset.csrf ?? "" },
      body: JSON.stringify(body),
      signal,
    });
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    if (answer.redirected || answer.status === 401 || (answer.status === 403 && !isJson)) throw Object.assign(new Error("signed out"), { signedOut: true });
    if (!isJson) throw new Error(`status ${answer.status}`);
    return { ok: answer.ok, status: answer.status, data: await answer.json() };
  }

  preview(body) {
    this.running?.abort();
    this.running = new AbortController();
    return this.#post(this.previewUrl, body, this.running.signal);
  }

  submit(body) {
    this.running?.abort();
    return this.#post(this.submitUrl, body);
  }
}
