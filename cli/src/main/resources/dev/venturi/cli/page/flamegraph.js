"use strict";
// The flame graph alone.

const page = JSON.parse(document.getElementById("data").textContent);
document.getElementById("top").append(make("h1", {}, page.title), make("p", {class: "made"}, page.made));
section("findings", "Flame graph", null, page.flame ? flame(page.flame, "CPU time", null).element
    : make("p", {}, "There are no CPU samples in this recording."));
