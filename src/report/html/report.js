"use strict";
(() => {
  const index = document.getElementById("index");
  const reader = document.getElementById("reader");
  const card = document.getElementById("card");
  const around = document.getElementById("around");
  const pageTitle = document.title;
  const rates = new Set(["hedge", "weasel", "certainty", "loaded"]);

  // Tables: a button in each heading, numbers by size, what is missing last.
  const valueOf = (row, at, numeric) => {
    const text = row.cells[at].textContent.trim();
    if (!numeric) return text;
    const number = parseFloat(text.replace(/,/g, "").replace(/^[<(]|^over /, ""));
    return Number.isNaN(number) ? null : number;
  };
  const ordered = (rows, at, numeric, sign, shortLast) => {
    const keyed = rows.map((row) => [shortLast && row.querySelector("abbr") ? 1 : 0, valueOf(row, at, numeric), row]);
    keyed.sort(([shortA, a], [shortB, b]) => {
      if (shortA !== shortB) return shortA - shortB;
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (numeric ? a - b : a.localeCompare(b, "en", { numeric: true }));
    });
    return keyed.map(([, , row]) => row);
  };
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      if (head.classList.contains("none")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const numeric = head.classList.contains("n");
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const down = was ? was === "ascending" : numeric;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const shortLast = table.classList.contains("index") && rates.has(button.textContent);
        const rows = [...table.tBodies[0].rows];
        table.tBodies[0].append(...ordered(rows, at, numeric, down ? -1 : 1, shortLast));
      });
    });
  };
  // The card of a cue: what its row in the table of cues says.
  let shown = null;
  const hide = () => {
    card.hidden = true;
    if (shown) shown.classList.remove("on");
    shown = null;
  };
  const fill = (rows) => {
    const heads = [...rows[0].closest("table").tHead.rows[0].cells].map((head) => head.textContent);
    card.replaceChildren();
    for (const row of rows) {
      const title = document.createElement("h4");
      title.textContent = row.cells[1].textContent;
      const list = document.createElement("dl");
      for (let at = 2; at < row.cells.length; at += 1) {
        const term = document.createElement("dt");
        term.textContent = heads[at];
        const said = document.createElement("dd");
        said.textContent = row.cells[at].textContent;
        list.append(term, said);
      }
      card.append(title, list);
    }
  };
  const place = (spot) => {
    const box = spot.getClientRects()[0] || spot.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 16;
    const above = box.bottom + card.offsetHeight + 12 > window.innerHeight && box.top > card.offsetHeight + 12;
    const top = above ? box.top - card.offsetHeight - 4 : box.bottom + 4;
    card.style.left = `${Math.max(16, Math.min(box.left, room)) + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  };
  const show = (spot) => {
    if (spot === shown) return;
    hide();
    if (spot.tabIndex < 0) return;
    const rows = spot.dataset.h.split(" ").map((hit) => document.getElementById(`h${hit}`)).filter(Boolean);
    if (!rows.length) return;
    fill(rows);
    card.hidden = false;
    place(spot);
    spot.classList.add("on");
    shown = spot;
  };
  let leaving = 0;
  const over = (event) => {
    clearTimeout(leaving);
    const spot = event.target.closest("[data-h]");
    if (spot) show(spot);
    else if (!card.contains(event.target)) leaving = setTimeout(hide, 250);
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", (event) => {
    const spot = event.target.closest("[data-h]");
    if (spot) show(spot);
    else hide();
  });
  document.addEventListener("click", (event) => {
    const spot = event.target.closest("[data-h]");
    if (spot) show(spot);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // An article in the page: its cues can be reached by the keyboard, its filters count.
  const prepare = (doc) => {
    const spots = [...doc.querySelectorAll("[data-h]")];
    for (const spot of spots) {
      spot.setAttribute("aria-describedby", spot.dataset.h.split(" ").map((hit) => `h${hit}`).join(" "));
    }
    doc.querySelectorAll("table.sort").forEach(sortable);
    const off = (name) => !doc.querySelector(`.f-${name}`).checked;
    const filter = () => {
      hide();
      let counted = 0;
      let all = 0;
      for (const spot of spots) {
        const isHidden = [...spot.classList].some((name) => /^[hwclaqo]$/.test(name) && off(name));
        spot.tabIndex = isHidden ? -1 : 0;
        if (spot.classList.contains("m")) {
          all += 1;
          counted += isHidden ? 0 : 1;
        }
      }
      doc.querySelector(".count").textContent = `${counted} of ${all} counted cues are marked`;
    };
    doc.querySelector(".filters").addEventListener("change", filter);
    filter();
  };

  if (!index) {
    prepare(document.querySelector("main"));
    return;
  }
  document.querySelectorAll("#index table.sort").forEach(sortable);

  // Many articles: each is kept packed until it is opened. What is put in here was escaped when the file
  // was made, scripts in it would not start, and the policy of the page lets none run.
  const shared = JSON.parse(document.getElementById("shared").textContent);
  let open = null;
  const lines = () => [...index.querySelectorAll(".index tbody tr")].filter((row) => !row.hidden);
  const cell = (row, text, kind = "") => {
    const made = row.insertCell();
    made.className = kind;
    made.textContent = text;
    return made;
  };
  const numberCell = (row, number) => {
    const link = document.createElement("a");
    link.href = `#s${number}`;
    link.textContent = number;
    cell(row, "", "n").append(link);
  };
  const excerpt = (number) => {
    const text = document.getElementById(`s${number}`).textContent;
    return text.length > 90 ? `${text.slice(0, 89)}…` : text;
  };
  const fillTables = ({ scores, cues }) => {
    const { entries, reasons, voices } = shared;
    const tables = document.getElementById("tables").content.cloneNode(true);
    const [ofScores, ofCues] = tables.querySelectorAll("tbody");
    for (const [number, ...values] of scores) {
      const row = ofScores.insertRow();
      numberCell(row, number);
      cell(row, excerpt(number), "t");
      for (const value of values) cell(row, value || "", "n");
    }
    cues.forEach(([number, matched, entryAt, reasonAt, voiceAt, counts], at) => {
      const [axis, category, weight, measured, entry] = entries[entryAt];
      const voice = voices[voiceAt];
      const row = ofCues.insertRow();
      row.id = `h${at + 1}`;
      row.className = `${axis} ${voice.startsWith("quoted") ? "s" : "a"}${counts ? "" : " x"}`;
      numberCell(row, number);
      const word = document.createElement("span");
      word.className = "k";
      word.textContent = matched;
      cell(row, "").append(word);
      cell(row, category);
      cell(row, weight, "n");
      cell(row, voice);
      cell(row, counts ? "yes" : "no");
      cell(row, reasons[reasonAt]);
      cell(row, measured, "n");
      cell(row, entry);
    });
    if (!scores.length) tables.querySelector(".scores").remove();
    if (!cues.length) tables.querySelector(".cues").remove();
    reader.append(tables);
  };
  const neighbours = (name) => {
    const names = lines().map((row) => row.querySelector("a")).filter(Boolean).map((link) => link.hash);
    const at = names.indexOf(`#${name}`);
    const set = (id, hash) => {
      const link = document.getElementById(id);
      if (hash) link.href = hash;
      else link.removeAttribute("href");
    };
    set("prev", at > 0 ? names[at - 1] : "");
    set("next", at >= 0 ? names[at + 1] : "");
  };
  const unpack = (name) => {
    const digits = atob(document.getElementById(name).textContent);
    const packed = new Blob([Uint8Array.from(digits, (digit) => digit.charCodeAt(0))]);
    return new Response(packed.stream().pipeThrough(new DecompressionStream("deflate"))).json();
  };
  const read = (name, kept) => {
    const holder = document.createElement("template");
    holder.innerHTML = kept.html;
    reader.replaceChildren(holder.content);
    fillTables(kept);
    open = name;
    index.hidden = true;
    reader.hidden = around.hidden = false;
    prepare(reader);
    neighbours(name);
    const title = reader.querySelector("h1");
    document.title = `${title.textContent} – ${pageTitle}`;
    window.scrollTo(0, 0);
    title.focus({ preventScroll: true });
  };
  const close = () => {
    const was = open;
    open = null;
    reader.replaceChildren();
    reader.hidden = around.hidden = true;
    index.hidden = false;
    document.title = pageTitle;
    const link = was && index.querySelector(`a[href="#${was}"]`);
    if (link) link.focus();
  };
  const go = (id) => {
    const place = document.getElementById(id);
    if (!place) return;
    reader.querySelectorAll(".here").forEach((other) => other.classList.remove("here"));
    place.classList.add("here");
    place.scrollIntoView({ block: "center" });
  };
  const route = async () => {
    hide();
    const asked = location.hash;
    const [, name, place] = /^#(d\d+)(?:\/([sh]\d+))?$/.exec(asked) || [];
    if (!name || !document.getElementById(name)) {
      if (open) close();
      return;
    }
    if (name !== open) {
      document.getElementById("cannot").hidden = "DecompressionStream" in window;
      if (!("DecompressionStream" in window)) return;
      const kept = await unpack(name);
      if (location.hash !== asked) return;
      read(name, kept);
    }
    if (place) go(place);
  };
  reader.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#s']");
    if (!link || !open) return;
    event.preventDefault();
    const place = link.getAttribute("href").slice(1);
    history.replaceState(null, "", `#${open}/${place}`);
    go(place);
  });
  window.addEventListener("hashchange", route);

  const found = document.getElementById("found");
  document.getElementById("find").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    const rows = [...index.querySelectorAll(".index tbody tr")];
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const left = rows.filter((row) => !row.hidden).length;
    found.textContent = wanted ? `${left} of ${rows.length}` : "";
  });
  route();
})();
