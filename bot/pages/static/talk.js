/* The talk with script: no page load for a message, a typing sign, notices by themselves. Without it all works as plain forms.
   Words stand in the page, never here. For browsers from Safari 13 and Chrome 80 on. */
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var talk = byId("verlauf"), form = byId("schreiben"), field = byId("text"), typing = byId("tippt"), newer = byId("neuer");
  if (!talk || !form || !form.hasAttribute("hx-post") || !window.htmx) { return; }
  field = manyLines(field);
  var DRAFT = "gemeinwerk-entwurf", sent = "", typingTimer = 0, againTimer = 0, againAfter = 2000, scrolledAt = 0, news = null, heard = 0, kept = null;

  /* writing: Enter sends, the draft survives a broken line. Without script the field has one line, since Enter sends only
     there; here it becomes one that grows, and the form for several lines goes. */
  function manyLines(plain) {
    byId("zeilen").hidden = true;
    var grows = document.createElement("textarea");
    each(plain.attributes, function (one) { if (one.name !== "type" && one.name !== "value") { grows.setAttribute(one.name, one.value); } });
    grows.rows = 1;
    grows.value = plain.value;
    plain.parentNode.replaceChild(grows, plain);
    return grows;
  }
  function grow() {
    if (window.CSS && CSS.supports("field-sizing", "content")) { return; }
    field.style.height = "auto";
    field.style.height = Math.min(field.scrollHeight + 2, 162) + "px";
  }
  function keep() {
    try { if (field.value) { sessionStorage.setItem(DRAFT, field.value); } else { sessionStorage.removeItem(DRAFT); } } catch (e) { /* private mode */ }
  }
  try { field.value = field.value || sessionStorage.getItem(DRAFT) || ""; } catch (e) { /* private mode */ }
  field.addEventListener("input", function () { keep(); grow(); });
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) { return; }
    event.preventDefault();
    form.querySelector("button").click();
  });
  grow();

  /* sending: the pressed button shows it, the others wait; the typing sign comes after 600 ms */
  document.body.addEventListener("htmx:confirm", function (event) {
    if (event.target === form && !field.value.trim()) { event.preventDefault(); field.focus(); }
  });
  document.body.addEventListener("htmx:beforeRequest", function (event) {
    var asked = event.detail.requestConfig;
    if (asked.verb !== "post") { return; }
    sent = event.target === form ? field.value : "";
    clearTimeout(againTimer);
    scrolledAt = 0;
    var pressed = asked.triggeringEvent && asked.triggeringEvent.submitter;
    if (event.target.classList.contains("presses")) {
      each(talk.querySelectorAll(".presses button"), function (button) { button.disabled = button !== pressed; });
      if (pressed) { pressed.setAttribute("aria-pressed", "true"); }
    }
    typingTimer = setTimeout(function () { typing.hidden = false; }, 600);
  });
  document.body.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.requestConfig.verb !== "post") { return; }
    clearTimeout(typingTimer);
    typing.hidden = true;
    if (event.detail.successful) {
      againAfter = 2000;
      if (event.detail.elt === form && field.value === sent) { field.value = ""; keep(); grow(); }
      if (event.detail.elt.getAttribute("hx-encoding")) { event.detail.elt.reset(); byId("datei").open = false; }
    } else {
      each(talk.querySelectorAll(".presses button"), function (button) { button.disabled = false; button.removeAttribute("aria-pressed"); });
      if (event.detail.elt === form && (!event.detail.xhr || !event.detail.xhr.status || event.detail.xhr.status === 503)) { sendLater(); }
    }
    offline();
  });
  function sendLater() {
    againTimer = setTimeout(function () { if (field.value === sent) { htmx.trigger(form, "submit"); } }, againAfter);
    againAfter = Math.min(againAfter * 2, 60000);
  }

  /* what comes: nothing twice, older buttons go, its beginning comes into view */
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target !== talk) { return; }
    var box = document.createElement("template");
    box.innerHTML = event.detail.serverResponse;
    each(box.content.querySelectorAll(".msg[id], .note[id]"), function (part) {
      var there = byId(part.id);
      if (there && there !== part) { part.remove(); }
    });
    each(box.content.querySelectorAll(".day"), function (day) {
      var days = talk.querySelectorAll(".day");
      var after = day.nextElementSibling;
      if (!after || !after.matches(".msg, .note") || (days.length && days[days.length - 1].textContent === day.textContent)) { day.remove(); }
    });
    event.detail.serverResponse = box.innerHTML;
    kept = box.content.querySelector(".msg.bot") ? [] : null;
    each(box.content.querySelectorAll("[id]"), function (part) { if (kept) { kept.push(part.id); } });
    if (kept) { each(talk.querySelectorAll("[id=neu]"), function (old) { old.removeAttribute("id"); }); }
  });
  function retire() {
    if (!kept) { return; }
    each(talk.children, function (part) {
      if (kept.indexOf(part.id) >= 0) { return; }
      each(part.querySelectorAll(".presses"), function (old) { old.remove(); });
      each(part.querySelectorAll(".question"), function (old) { old.classList.add("past"); });
    });
    kept = null;
  }
  document.body.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target !== talk) { return; }
    retire();
    each(talk.querySelectorAll(".note.wait[id]"), function (note) {
      if (byId("a" + note.id.slice(1))) { note.remove(); } else { lookLater(); }
    });
    var fresh = latest();
    if (!fresh || fresh === shownLast) { return; }
    shownLast = fresh;
    if (scrolledAt) { newer.hidden = false; return; }
    show(fresh, event.detail.requestConfig.verb === "post" && event.detail.requestConfig.elt !== form);
  });
  function latest() {
    var all = talk.querySelectorAll(".msg.bot, .note");
    return all[all.length - 1] || null;
  }
  var shownLast = latest();
  function show(part, takesFocus) {
    newer.hidden = true;
    var mine = part.previousElementSibling;
    (mine && mine.matches(".mine") && mine.offsetHeight < innerHeight / 3 ? mine : part).scrollIntoView({ block: "start" });
    if (takesFocus) {
      var head = part.querySelector("[tabindex='-1']") || part;
      head.focus({ preventScroll: true });
    }
  }
  newer.addEventListener("click", function () { if (shownLast) { show(shownLast, true); } });
  addEventListener("wheel", scrolled, { passive: true });
  addEventListener("touchmove", scrolled, { passive: true });
  function scrolled() {
    var left = document.documentElement.scrollHeight - innerHeight - pageYOffset;
    scrolledAt = left > innerHeight ? 1 : 0;
    if (!scrolledAt) { newer.hidden = true; }
  }

  /* notices: a stream says that there is something new, and it is fetched; where it breaks, the link is there again */
  function fetchNew() {
    htmx.ajax("GET", "/gespraech/seit/" + byId("stand").value, { target: "#verlauf", swap: "beforeend", source: talk });
  }
  function lookLater() {
    clearTimeout(againTimer);
    againTimer = setTimeout(fetchNew, againAfter);
    againAfter = Math.min(againAfter * 2, 60000);
  }
  function listen() {
    if (news || !window.EventSource || document.hidden) { return; }
    news = new EventSource("/gespraech/neues");
    news.onopen = function () { byId("nachsehen").parentNode.hidden = true; };
    news.onerror = function () { byId("nachsehen").parentNode.hidden = false; };
    news.onmessage = function (event) { heard = +event.data; catchUp(); };
  }
  function catchUp() {
    if (heard > +byId("stand").value && !document.querySelector(".htmx-request")) { fetchNew(); }
  }
  document.body.addEventListener("htmx:afterOnLoad", function () { setTimeout(catchUp, 50); });
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && news) { news.close(); news = null; } else { listen(); }
  });
  function offline() { byId("offline").hidden = navigator.onLine !== false; }
  addEventListener("offline", offline);
  addEventListener("online", function () { offline(); if (sent && field.value === sent) { htmx.trigger(form, "submit"); } });
  function each(list, does) { Array.prototype.forEach.call(list, does); }
  if (talk.querySelector(".note.wait[id]")) { lookLater(); }
  listen();
  offline();
})();
