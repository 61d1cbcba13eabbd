import { createServer } from 'node:http';

createServer((request, response) => {
  response.end(request.url === '/health' ? 'ok\n' : 'shop\n');
}).listen(3000);
