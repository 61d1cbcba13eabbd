import express from 'express';

const app = express();
const port = Number(process.env.PORT ?? 3000);

app.get('/', (_request, response) => response.json({ hello: 'world' }));
app.get('/health', (_request, response) => response.sendStatus(200));

const server = app.listen(port, '0.0.0.0', () => console.log(`listening on ${port}`));
process.on('SIGTERM', () => server.close());
