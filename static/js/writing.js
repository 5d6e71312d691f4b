// The form of a post: its files, its links, and the draft that is kept while somebody writes.

import "./writing/choosing.js";
import "./writing/draft.js";
import "./writing/links.js";
import "./writing/publishing.js";
import "./writing/sorting.js";
