// The search of the index page. The list of statements is loaded when somebody is about to type.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const box = document.getElementById("words");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const SHOWN = 50;
  let rows = null;
  let loading = false;

  // Case and accents do not count, as in the bot.
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const load = () => {
    if (loading) return;
    loading = true;
    found.textContent = form.dataset.wait;
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = () => {
      rows = window.onRecord.map((row) => ({ row, folded: " " + fold(row.slice(1).join(" ")) }));
      search();
    };
    document.head.append(script);
  };

  const matching = (words) => {
    const all = rows.filter(({ folded }) => words.every((word) => folded.includes(" " + word)));
    return all.length ? all : rows.filter(({ folded }) => words.every((word) => folded.includes(word)));
  };

  const item = ([number, headline, text]) => {
    const entry = document.createElement("li");
    const who = document.createElement("p");
    const said = document.createElement("p");
    const link = document.createElement("a");
    entry.className = "item plain";
    who.className = "who";
    said.className = "said";
    who.textContent = headline;
    link.textContent = text;
    link.href = `s/${number}.html`;
    said.append(link);
    entry.append(who, said);
    return entry;
  };

  const search = () => {
    if (!rows) return;
    const words = fold(box.value).split(" ").filter(Boolean);
    const hits = words.length ? matching(words) : [];
    results.replaceChildren(...hits.slice(0, SHOWN).map(({ row }) => item(row)));
    found.textContent = !words.length
      ? ""
      : hits.length ? form.dataset.some.replace("{count}", hits.length) : form.dataset.none;
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("focus", load);
  box.addEventListener("input", () => { load(); search(); });
})();
