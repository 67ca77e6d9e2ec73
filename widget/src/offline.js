// The copy that opens from a folder: a classic script, with what is published in a script beside it.
import "./define.js";
