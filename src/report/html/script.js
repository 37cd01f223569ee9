"use strict";
(() => {
  const form = document.getElementById("filters");
  const cards = [...document.querySelectorAll(".quarrel")];
  const status = document.getElementById("shown");
  if (!form || !cards.length) return;
  form.hidden = false;
  const words = (card, name) => (card.getAttribute("data-" + name) || "").split(" ");
  const matches = (card) => ["severity", "source", "about"].every((name) => {
    const wanted = form.elements[name].value;
    return !wanted || words(card, name).includes(wanted);
  });
  // What is said, not what stands around it in the texts: gathered at the first search.
  const texts = new Map();
  const said = (card) => {
    if (!texts.has(card)) {
      const parts = [...card.querySelectorAll("h3,h4,.who,.meta,blockquote,.says,li,th,td,p")];
      texts.set(card, parts.map((part) => part.textContent).join("\n").toLocaleLowerCase());
    }
    return texts.get(card);
  };
  const apply = () => {
    const needle = form.elements.text.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const card of cards) {
      const good = matches(card) && (!needle || said(card).includes(needle));
      card.hidden = !good;
      if (good) shown += 1;
    }
    status.textContent = shown === cards.length ? "all " + shown + " shown" : shown + " of " + cards.length + " shown";
  };
  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const card = id && document.getElementById(id);
    if (card && card.hidden) { form.reset(); apply(); card.scrollIntoView(); }
  };
  form.addEventListener("input", apply);
  // A form is reset after its listeners have run.
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
  apply();
  reveal();
})();
