import data from './data/webSocket.json';

/** What the answer 101 has for the key below, which need not be random, as no data follow. */
export const webSocketAccept = data.accept;

/** Beside `Host`. */
export const webSocketHeaders: readonly string[] = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${data.key}`,
];
