// Pages and tables that are derived from the rules' metadata.
export async function generateDocs() {}
