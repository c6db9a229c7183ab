/* What Streamlit leaves to the browser: taps, the menu, steps back, paper; see `charts.js`.

Runs before the page's own scripts; nothing here knows a figure. */
"use strict";
(() => {
  const root = document.documentElement;
  /* Where the server is: below the address of a page, Streamlit would look in vain first. */
  window.__streamlit = { BACKEND_BASE_URL: new URL("..", document.currentScript.src).href };
  if (new URLSearchParams(location.search).get("embed") === "true") root.classList.add("embedded");

  /* plotly.js keeps the point that was pointed at last and takes a tap for a click on it (its
  issue 6721). Told that the pointer moved to where the finger is, it takes the right one. */
  document.addEventListener("touchstart", (event) => {
    const layer = event.target.closest && event.target.closest(".nsewdrag");
    if (!layer || event.touches.length !== 1) return;
    const { clientX, clientY } = event.touches[0];
    layer.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY, view: window }));
  }, { capture: true, passive: true });

  /* A table that is focused selects its first cell by itself, and a cell that is selected opens a
  card: a click on a column's head would, and a card that was closed, since focus comes back. The
  list above each such table is what a keyboard chooses from. */
  document.addEventListener("focusin", (event) => {
    if (event.target.closest && event.target.closest("[class*='st-key-table-'] [data-testid=stDataFrame]")) {
      event.stopImmediatePropagation();
    }
  }, { capture: true });

  /* Streamlit (1.67.0) puts headings of the menu between items of a list, which is none then. */
  const menu = () => {
    for (const part of document.querySelectorAll("[data-testid=stSidebarNavItems] > div:not([role])")) {
      part.setAttribute("role", "listitem");
      for (const item of part.querySelectorAll("li")) item.setAttribute("role", "none");
    }
    const open = document.querySelector("[data-testid=stExpandSidebarButton]");
    if (open && open.getAttribute("aria-label") !== "Menu") open.setAttribute("aria-label", "Menu");
    // The page that is open is marked in the menu, and so is the section that it stands under.
    const here = location.pathname.replace(/\/$/, ""), at = document.querySelector(".section");
    for (const link of document.querySelectorAll("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")) {
      mark(link, new URL(link.href).pathname.replace(/\/$/, "") === here, "page");
    }
    for (const section of document.querySelectorAll("[data-testid=stTopNavSection]")) {
      mark(section, Boolean(at) && section.textContent.trim() === at.textContent.trim(), "true");
    }
  };
  const mark = (element, on, kind) => {
    if (!on) element.removeAttribute("aria-current");
    else if (element.getAttribute("aria-current") !== kind) element.setAttribute("aria-current", kind);
  };
  /* Streamlit reads a name as Markdown and reads it out as it is written, backslashes and all. */
  const unescaped = () => {
    for (const each of document.querySelectorAll('[aria-label*="\\\\"]')) {
      each.setAttribute("aria-label", each.getAttribute("aria-label").replace(/\\([^\w\s])/g, "$1"));
    }
  };
  /* On a telephone the menu lies over the page: it closes once a page is chosen. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-testid=stSidebarNavLink]");
    const shut = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (link && shut && innerWidth < 768) setTimeout(() => shut.click(), 50);
  });

  new MutationObserver(() => { menu(); unescaped(); }).observe(root, { childList: true, subtree: true });

  /* Charts that are not drawn: none is there yet, or the one before and the next, which takes its place. */
  const undrawn = () => [...document.querySelectorAll("[class*='st-key-chart-']")].filter((section) => {
    const charts = section.querySelectorAll(".js-plotly-plot");
    return charts.length !== 1 || !charts[0].querySelector(".modebar-btn") || charts[0].style.visibility === "hidden";
  });
  /* From a choice to the server's first word of it, Streamlit (1.67.0) says that nothing runs; it
  says so a little after that word. */
  const SOON = 200;
  let asked = null;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    const own = asked = { socket: this };
    this.addEventListener("message", () => setTimeout(() => { if (asked === own) asked = null; }, SOON), { once: true });
    send.call(this, message);
  };
  /* Whether the page is not all there: its script runs, parts are those of before, a chart is to come. */
  const unfinished = () => Boolean(asked && asked.socket.readyState === WebSocket.OPEN) || !document.querySelector(".stApp[data-test-script-state=notRunning]")
    || Boolean(document.querySelector(".stAppSkeleton, .stSkeleton, [data-stale=true]")) || undrawn().length > 0;

  /* Drawn for a wide screen, the words of a chart are half as large on paper: charts are first drawn
  as wide as a sheet. What is still to come is waited for; where that takes too long, the page is
  printed as it is, and says so. */
  const SHEET = 704, PATIENCE = 8000, AGAIN = 50;
  let waiting = false;
  /* In a frame of another page, where printing may be forbidden, nothing would undo what was made ready. */
  const framed = window.top !== window;
  const onPaper = () => {
    if (waiting) return;
    if (framed) { window.print(); return; }
    waiting = true;
    root.classList.add("sheet");
    const begun = performance.now();
    const print = () => { waiting = false; window.print(); };
    const ready = () => {
      const wide = [...document.querySelectorAll(".js-plotly-plot")].some((chart) => chart._fullLayout && chart._fullLayout.width > SHEET);
      if ((wide || unfinished()) && performance.now() - begun < PATIENCE) setTimeout(ready, AGAIN);
      else requestAnimationFrame(print);  // once the words of the last chart have their places
    };
    requestAnimationFrame(ready);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("[data-print]")) onPaper();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (framed || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    onPaper();
  });
  addEventListener("afterprint", () => root.classList.remove("sheet"));

  /* Streamlit writes choices into the address in place of the one before, so that Back would leave
  the site. A choice of the reader becomes a step; Back asks for the page of that step. */
  let here = location.href;
  const replace = history.replaceState.bind(history), push = history.pushState.bind(history);
  const write = (into) => (state, title, url) => {
    const to = url === undefined || url === null ? location.href : new URL(url, location.href).href;
    const chosen = to !== here && navigator.userActivation && navigator.userActivation.isActive;
    (into === push || chosen ? push : replace)(state, title, url);
    here = location.href;
  };
  history.replaceState = write(replace);
  history.pushState = write(push);
  addEventListener("popstate", (event) => {
    const [from, to] = [new URL(here), new URL(location.href)];
    here = location.href;
    if (from.pathname === to.pathname && from.search !== to.search) {
      event.stopImmediatePropagation();
      location.reload();
    }
  }, true);

  /* Charts are drawn in the colours that the page began with: where the system's change, they are
  drawn anew, from the address, which holds the view. Paper changes them too, and is left alone. */
  let printing = false;
  addEventListener("beforeprint", () => { printing = true; });
  addEventListener("afterprint", () => { printing = false; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (!printing && document.querySelector(".js-plotly-plot")) location.reload();
  });

  /* Paper is narrower than the screen and always light. */
  let undo = [];
  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll(".left-out")) {
      const { paper, without } = place.dataset, before = place.textContent;
      if (!paper) continue;
      place.textContent = `${without} ${paper}.`;
      undo.push(() => { place.textContent = before; });
    }
  });
  const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
  /* What was chosen in menus, which paper has none of, in words. */
  const chosen = () => {
    const part = document.querySelector("[role=dialog]") || document, seen = (each) => each.getClientRects().length;
    const menus = [...part.querySelectorAll("[data-testid=stSelectbox] input")].filter((input) => input.value && seen(input))
      .map((input) => `${input.getAttribute("aria-label")}: ${input.value}`);
    const groups = [...part.querySelectorAll("[data-testid=stButtonGroup] [role=radio][aria-checked=true]")].filter(seen)
      .map((one) => `${one.closest("[role=radiogroup]").getAttribute("aria-label")}: ${one.textContent}`);
    const filters = [...part.querySelectorAll("[class*='st-key-choices'] .stMarkdownBadge")].filter(seen)
      .map((badge) => badge.lastChild.textContent.trim());
    return [...menus, ...groups, ...filters].join("; ");
  };
  addEventListener("beforeprint", () => {
    const early = unfinished() ? "Printed before the page was all drawn: parts of it are missing or those of the view before." : "";
    document.getElementById("where").textContent = [chosen(), location.href, early].filter(Boolean).join("\n");
    for (const section of undrawn()) {
      section.dataset.undrawn = "This chart was not drawn when the page was printed.";
      undo.push(() => { delete section.dataset.undrawn; });
    }
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      undo.push(() => { folded.open = false; });
    }
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      const light = Object.fromEntries(Object.entries((chart.layout.meta || {}).light || {})
        .map(([from, to]) => [rgb(from), to]));
      const beside = chart.closest("[class*='st-key-chart-']");
      for (const sign of beside ? beside.querySelectorAll(".key b") : []) {
        const to = light[sign.style.color], from = sign.style.color;
        if (to) { sign.style.color = to; undo.push(() => { sign.style.color = from; }); }
      }
      for (const svg of chart.querySelectorAll(".main-svg")) {
        const [width, height, box, style] = ["width", "height", "viewBox", "style"].map((name) => svg.getAttribute(name));
        svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        svg.style.width = "100%"; svg.style.height = "auto"; svg.style.background = "none";
        undo.push(() => { svg.setAttribute("style", style || ""); box === null ? svg.removeAttribute("viewBox") : svg.setAttribute("viewBox", box); });
        for (const part of svg.querySelectorAll("[style]")) for (const name of ["fill", "stroke"]) {
          const to = light[part.style[name]], from = part.style[name];
          if (to) { part.style[name] = to; undo.push(() => { part.style[name] = from; }); }
        }
        // Hatching has its colours as attributes.
        for (const name of ["fill", "stroke"]) for (const part of svg.querySelectorAll(`[${name}]`)) {
          const from = part.getAttribute(name), to = light[from];
          if (to) { part.setAttribute(name, to); undo.push(() => part.setAttribute(name, from)); }
        }
      }
    }
  });
  addEventListener("afterprint", () => { undo.forEach((put) => put()); undo = []; });
})();
