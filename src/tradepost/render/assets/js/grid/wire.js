// To the server and back: all lines in one request, only the newest answer counts.

const trouble = (name) => Object.assign(new Error(name), { [name]: true });

export class Wire {
  constructor({ previewUrl, submitUrl }) {
    Object.assign(this, { previewUrl, submitUrl });
  }

  async #post(url, body, signal) {
    const text = JSON.stringify(body);
    let answer = await this.#send(url, text, signal);
    // Signed in anew in another tab: the page's token is of the session before.
    if (answer.status === 403 && !isJson(answer)) {
      await this.renew();
      answer = await this.#send(url, text, signal);
    }
    if (answer.redirected || answer.status === 401) throw trouble("signedOut");
    if (!isJson(answer)) throw Object.assign(new Error(`status ${answer.status}`), { failed: answer.status });
    return { ok: answer.ok, status: answer.status, data: await answer.json() };
  }

  #send(url, body, signal) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.body.dataset.csrf ?? "" };
    return fetch(url, { method: "POST", headers, body, signal });
  }

  // Who is signed in now, and a token for it. Throws signedOut, or another when it is somebody else.
  async renew() {
    const answer = await fetch(document.body.dataset.session, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.redirected || !answer.ok || !isJson(answer)) throw trouble("signedOut");
    const { person } = await answer.json();
    if (person !== document.body.dataset.person) throw trouble("another");
    document.body.dataset.csrf = answer.headers.get("X-CSRFToken");
  }

  stop() { this.running?.abort(); }

  preview(body) {
    this.stop();
    this.running = new AbortController();
    return this.#post(this.previewUrl, body, this.running.signal);
  }

  ask(url, body) { return this.#post(url, body); }

  submit(body) {
    this.stop();
    return this.#post(this.submitUrl, body);
  }
}

const isJson = (answer) => Boolean(answer.headers.get("Content-Type")?.includes("json"));
