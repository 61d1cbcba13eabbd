// It only has to be there: what it does is known.
exports.activate = () => undefined;
