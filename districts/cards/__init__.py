"""Sign-in cards as people meet them: the list, the printed sheet, and the door a card opens."""
