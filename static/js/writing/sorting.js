// Files are put in order by dragging too; the buttons do the same for the keyboard.

import Sortable from "../../sortable/sortable.esm.js";
import { list, placed } from "./files.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

Sortable.create(list, {
  animation: calm ? 0 : 150,
  chosenClass: "file--held",
  draggable: "[data-file]",
  handle: "[data-file-handle]",
  onEnd: ({ item, oldDraggableIndex, newDraggableIndex }) => {
    if (oldDraggableIndex !== newDraggableIndex) placed(item);
  },
});
