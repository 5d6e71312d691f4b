// The form of the Summary Statement: the draft that is kept while somebody writes.

import "./writing/going.js";
