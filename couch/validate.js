function (doc, old, user) {
  // Rules of a project: what the server does not take, and why. CouchDB asks them about each document that somebody writes; `this` is
  // the design document, which says who is who. They are ES5. cases.txt is their test.
  function demand(holds, reason) {
    if (!holds) throw { forbidden: reason };
  }
  function isObject(value) {
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  }
  function demandKinds(kinds) {
    kinds.forEach(function (kind) {
      demand(leads || ['annotation', 'annotator', 'entity', 'relation'].indexOf(kind) >= 0, 'this is the lead’s');
    });
  }
  var role = this.team[user.name], leads = role === 'lead';
  demand(leads || role === 'coder', 'readers write nothing');

  // An entry or the mark of its parts, a part or a chunk, a text.
  var id = /^(?:j:(.+):(\d+)\.[0-9a-f]{16}|c:(.+):(?:(\d+)\.)?[0-9a-f]{16}-\d+|t:(.+):[0-9a-f]{16})$/.exec(doc._id);
  demand(id, 'such an id means nothing here');
  demand((id[1] || id[3] || id[5]) === user.name, 'this is somebody else’s log');
  var name = { j: doc.parts === undefined ? 'entry' : 'parts', c: 'chunk', t: 'text' }[doc._id.charAt(0)];
  Object.keys(doc).forEach(function (field) {
    demand(['_id', '_rev', '_revisions', '_deleted', 'by', name].indexOf(field) >= 0, 'it has a field that is unknown here');
  });
  if (doc._deleted) return;
  demand(doc.by === user.name, 'this is somebody else’s name');
  demand(!old || old._deleted, 'what is written is not written again');
  // Midnight at which 2025 began.
  demand((id[2] || id[4] || 0) <= Date.now() - 1735689600000, 'the clock of the computer that wrote it is ahead');

  var content = doc[name];
  if (name === 'parts') demand(typeof content === 'number' && content > 0 && content % 1 === 0, 'it needs a number of parts');
  if (name === 'text') {
    demand(leads, 'articles are the lead’s');
    demand(typeof content === 'string', 'it needs a text');
  }
  if (name === 'chunk') {
    demand(typeof content === 'string' && content.length <= 262144, 'a chunk is a text of at most 256 K');
    var kinds = [null];
    try {
      kinds = JSON.parse(content).shapes.map(function (shape) { return shape[0]; });
    } catch (_) {}
    demandKinds(kinds);
  }
  if (name === 'entry') {
    demand(isObject(content) && typeof content.time === 'number' && Array.isArray(content.operations), 'an entry has a time and operations');
    var seen = {};
    content.operations.forEach(function (operation) {
      var fields = Array.isArray(operation) && operation.length === 3 ? operation[2] : null;
      demand(isObject(fields) && typeof operation[0] === 'string' && typeof operation[1] === 'string', 'an operation is a kind, an id and fields');
      var record = JSON.stringify([operation[0], operation[1]]);
      demand(!seen[record], 'a record is written once in an entry');
      seen[record] = true;
      Object.keys(fields).forEach(function (field) {
        var sides = fields[field];
        demand(Array.isArray(sides) && (sides.length === 1 || sides.length === 2), 'a field has a value, and perhaps one before');
      });
      demand(operation[0] !== 'setting' || operation[1] === 'project name', 'personal settings stay where they are');
    });
    demandKinds(content.operations.map(function (operation) { return operation[0]; }));
  }
}
