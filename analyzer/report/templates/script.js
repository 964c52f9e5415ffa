(() => {
"use strict";
const all = (query, from = document) => [...from.querySelectorAll(query)];
const make = (tag, fields) => Object.assign(document.createElement(tag), fields);
const root = document.documentElement;

const remember = (value) => { try { localStorage.setItem("analyzer-theme", value); } catch { /* a file may not store */ } };
const remembered = () => { try { return localStorage.getItem("analyzer-theme"); } catch { return null; } };
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
if (["dark", "light"].includes(remembered())) root.dataset.theme = remembered();
const controls = document.querySelector(".controls");
const theme = make("button", { type: "button" });
const nameTheme = () => { theme.textContent = isDark() ? "Light colours" : "Dark colours"; };
theme.onclick = () => {
root.dataset.theme = isDark() ? "light" : "dark";
remember(root.dataset.theme);
nameTheme();
};
nameTheme();
controls.append(theme);
controls.hidden = false;

const boxes = all("[data-toggle]");
const showFrames = () => {
const on = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.toggle));
for (const hit of all("#article mark")) hit.classList.toggle("off", !hit.dataset.f.split(" ").some((f) => on.has(f)));
};
for (const box of boxes) {
box.hidden = false;
box.onchange = showFrames;
}
if (boxes.length > 1) {
const every = make("button", { type: "button", textContent: "All or none" });
every.onclick = () => {
const next = !boxes.every((box) => box.checked);
for (const box of boxes) box.checked = next;
showFrames();
};
const item = make("li");
item.append(every);
document.querySelector(".legend").append(item);
}

// Numbers are sorted as numbers, a dash (no number) always comes last.
const value = (row, at) => {
const text = row.cells[at].textContent.trim();
const number = parseFloat(text.replace(/[,<]/g, "").replace("∞", "Infinity"));
return { text, number, none: text === "–" || text === "" };
};
const compare = (at, numeric, way) => (a, b) => {
const [x, y] = [value(a, at), value(b, at)];
if (x.none || y.none) return x.none - y.none;
return way * (numeric ? x.number - y.number || 0 : x.text.localeCompare(y.text, "en"));
};
const makeSortable = (table) => {
all("thead th", table).forEach((head, at) => {
const button = make("button", { type: "button", textContent: head.textContent });
button.onclick = () => {
const numeric = head.classList.contains("n");
const first = numeric ? "descending" : "ascending";
const now = head.getAttribute("aria-sort");
const next = !now ? first : now === "ascending" ? "descending" : "ascending";
for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
head.setAttribute("aria-sort", next);
const body = table.tBodies[0];
body.append(...[...body.rows].sort(compare(at, numeric, next === "ascending" ? 1 : -1)));
};
head.replaceChildren(button);
});
};
const makeFilter = (table) => {
const label = make("label", { className: "filter", textContent: "Rows with " });
const box = make("input", { type: "search" });
const found = make("span", { role: "status" });
box.oninput = () => {
const wanted = box.value.trim().toLowerCase();
let n = 0;
for (const row of table.tBodies[0].rows) {
row.hidden = !row.textContent.toLowerCase().includes(wanted);
n += !row.hidden;
}
found.textContent = wanted ? ` ${n} found` : "";
};
label.append(box, found);
table.closest(".scroll").before(label);
};
for (const table of all("table.data")) {
const n = table.tBodies[0].rows.length;
if (n > 1) makeSortable(table);
if (n > 11) makeFilter(table);
}

for (const section of all("main > section, .frame")) {
const head = section.querySelector("h2, h3");
const copy = make("button", { type: "button", className: "copy", textContent: "Copy link" });
copy.setAttribute("aria-label", `Copy link to ${head.textContent}`);
copy.onclick = async () => {
location.hash = section.id;
try {
await navigator.clipboard.writeText(location.href);
copy.textContent = "Copied";
} catch {
copy.textContent = "It is in the address bar";
}
setTimeout(() => { copy.textContent = "Copy link"; }, 2000);
};
head.after(copy);
}

const reveal = () => {
let at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
for (; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
};
addEventListener("hashchange", reveal);
reveal();
let closed = [];
addEventListener("beforeprint", () => {
closed = all("details:not([open])");
for (const one of closed) one.open = true;
});
addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
})();
