// Looks for an expression in texts, beside the page: an expression may take for ever.
onmessage = ({ data: [source, flags, texts, most] }) => {
  try {
    const expression = new RegExp(source, flags);
    let left = most;
    const Ok = texts.map((text) => {
      const ends = [];
      for (const { index, 0: words } of text.matchAll(expression)) {
        if (left === 0) break;
        if (words !== "") {
          ends.push(index, index + words.length);
          left -= 1;
        }
      }
      return ends;
    });
    postMessage({ Ok });
  } catch ({ message: Err }) {
    postMessage({ Err });
  }
};
