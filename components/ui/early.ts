type Typed = { text: string; from: number; to: number };

const typed = new WeakMap<HTMLTextAreaElement, Typed>();
const taken = new WeakSet<HTMLTextAreaElement>();

function note(area: EventTarget | null): void {
  if (area instanceof HTMLTextAreaElement && !taken.has(area))
    typed.set(area, { text: area.value, from: area.selectionStart, to: area.selectionEnd });
}

// This runs when the script has come and React has not yet begun with what it makes.
if (typeof document !== "undefined") {
  for (const area of document.querySelectorAll("textarea")) if (area.value !== area.defaultValue) note(area);
  document.addEventListener("input", ({ target }) => note(target), true);
  // A caret that is put elsewhere in what was typed; not in a default that stands there again.
  for (const event of ["keyup", "pointerup"])
    document.addEventListener(
      event,
      ({ target }) => {
        if (target instanceof HTMLTextAreaElement && typed.get(target)?.text === target.value) note(target);
      },
      true,
    );
}

/**
 * Gives a text area back what was typed into it, and where, before its page was taken over; for its `ref`. React writes a
 * default that is not empty anew there (`initTextarea` of react-dom 19) and thereby undoes what somebody typed who did not
 * wait for the script. One-line fields, lists and boxes keep what they hold.
 */
export function typedEarly(area: HTMLTextAreaElement | null): void {
  if (!area || taken.has(area)) return;
  taken.add(area);
  const own = typed.get(area);
  if (!own || area.value === own.text) return;
  area.value = own.text;
  if (area === document.activeElement) area.setSelectionRange(own.from, own.to);
}
