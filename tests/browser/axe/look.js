// All that is wrong with the page as it stands, a sentence each: what axe finds, and the contrast of words of which axe
// cannot tell what lies under them.

// Red, green and blue from 0 to 1, and alpha, of a computed colour: `rgb(255, 0, 0)`, `color(srgb 1 0 0 / 0.5)`.
function parts(text) {
  const numbers = text.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number);
  const isByte = text.startsWith("rgb");
  if (!isByte && !text.startsWith("color(srgb ")) throw new Error(`expected a colour, found ${text}`);
  const [red, green, blue, alpha = 1] = numbers.map((part, at) => (isByte && at < 3 ? part / 255 : part));
  return { colour: [red, green, blue], alpha };
}

const over = (under, { colour, alpha }) => under.map((part, at) => part * (1 - alpha) + colour[at] * alpha);

// WCAG 2.2, relative luminance and contrast ratio.
function light(colour) {
  const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [less, more] = [light(one), light(other)].sort((left, right) => left - right);
  return (more + 0.05) / (less + 0.05);
}

// The layers of a computed list, which commas part that stand in no brackets.
const layers = (list) => list.match(/(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+/g).map((layer) => layer.trim());

// The tints that an element lays under its words, from the lowest: its colour, and each image but those as thin as a line.
function tints(style) {
  const sizes = layers(style.backgroundSize);
  const images = layers(style.backgroundImage).flatMap((image, at) => {
    const isLine = /\s[0-3](\.\d+)?px$/.test(sizes[at % sizes.length]);
    if (image === "none" || isLine) return [];
    // A hatching has gaps; words stand on its lines as well.
    const all = (image.match(/(rgba?|color)\([^()]*\)/g) ?? []).filter((colour) => parts(colour).alpha > 0);
    const colours = new Set(all);
    if (colours.size !== 1) throw new Error(`expected an image of one colour, found ${image}`);
    return [...colours];
  });
  return [style.backgroundColor, ...images.reverse()].map(parts);
}

// The faults of an element's words by contrast, at most one: of its own colours, whatever it is scrolled under.
function contrast(element) {
  const styles = [];
  for (let at = element; at; at = at.parentElement) styles.unshift(getComputedStyle(at));
  const ground = styles.flatMap(tints).reduce(over, [1, 1, 1]);
  const { color, fontSize, fontWeight } = styles.at(-1);
  const { colour, alpha } = parts(color);
  const opacity = styles.reduce((product, style) => product * Number(style.opacity), alpha);
  const ink = over(ground, { colour, alpha: opacity });
  const size = parseFloat(fontSize);
  const least = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
  const found = ratio(ink, ground);
  const bytes = (of) => `rgb(${of.map((part) => Math.round(part * 255)).join(" ")})`;
  return found >= least ? [] : [`${bytes(ink)} on ${bytes(ground)} is ${found.toFixed(2)} to 1, expected ${least}`];
}

function kind(element) {
  const state = Object.entries(element.dataset).map(([name, value]) => `[${name}=${value}]`);
  return [[element.localName, ...element.classList].join("."), ...(element.localName === "mark" ? state : [])].join("");
}

async function look() {
  const { violations, incomplete } = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
  const nodes = (results) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const about = [any, all, none].flat().map(({ message }) => message).join("; ");
        return { rule: id, element: document.querySelector(target[0]), about };
      }),
    );
  const undecided = Map.groupBy(nodes(incomplete), ({ rule }) => rule === "color-contrast");
  const say = (what) => ({ rule, element, about }) => `${what}: ${rule}, ${kind(element)}: ${about}`;
  const unsure = new Set(document.querySelectorAll("mark"));
  (undecided.get(true) ?? []).forEach(({ element }) => unsure.add(element));
  const faint = [...unsure].flatMap((element) =>
    contrast(element).map((fault) => `faint: ${kind(element)}: “${element.textContent.slice(0, 40)}”: ${fault}`),
  );
  return [...nodes(violations).map(say("wrong")), ...(undecided.get(false) ?? []).map(say("undecided")), ...faint];
}
