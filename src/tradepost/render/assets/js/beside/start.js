import "./files.js";
import "./for-you.js";
import "./notes.js";
import "./timeline.js";
