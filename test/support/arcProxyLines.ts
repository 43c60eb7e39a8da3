import * as fc from 'fast-check';

/**
 * Lines as the Arc proxy might write them: no sample of its log is published. In each format that is read, with numbers
 * everywhere, and lines without a format.
 */
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));

const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const month = fc.integer({ min: 1, max: 12 }).map((number) => String(number).padStart(2, '0'));
const clock = joined(two(23), ':', two(59), ':', two(59));
const fraction = fc.oneof(fc.constant(''), joined('.', digits(3)), joined('.', digits(6)), joined('.', digits(9)));
const stamp = fc.oneof(
  joined('20', two(29), '-', month, '-', two(28), 'T', clock, fraction, fc.constantFrom('Z', '+01:00')),
  joined('20', two(29), '/', month, '/', two(28), ' ', clock, fraction),
  joined('[20', two(29), '-', month, '-', two(28), ' ', clock, fraction, ']'),
);
const number = fc.oneof(
  fc.nat({ max: 999_999 }).map(String),
  fc.double({ min: 0, max: 9999, noNaN: true }).map((each) => each.toFixed(3)),
);
const duration = fc.oneof(joined(number, fc.constantFrom('ms', 's', 'µs', 'm', '')), number);
const id = fc.oneof(fc.uuid(), fc.stringMatching(/^[0-9a-f]{32}$/));
const client = joined(
  '10.',
  fc.nat({ max: 255 }).map(String),
  '.0.',
  fc.nat({ max: 255 }).map(String),
  ':',
  fc.nat({ max: 65535 }).map(String),
);
const host = fc.constantFrom(
  'gbl.his.arc.azure.com',
  'weu2.his.arc.azure.com',
  'westeurope.dp.kubernetesconfiguration.azure.com',
  '3f2a7c11-0b5e-4c7d-9a61-8e2f4d5b6a70.agentsvc.azure-automation.net',
  'mcr.microsoft.com',
  'abc123.gw.arc.azure.com',
  '1.2.contoso.com',
);
const port = fc.constantFrom('443', '8084', '80', '9443', '44300');
const via = fc.constantFrom('gateway', 'proxy', 'direct', 'abc123.gw.arc.azure.com:443');
const status = fc.constantFrom('200', '403', '407', '502', '504', '101');
const level = fc.constantFrom('info', 'warn', 'error', 'debug');
const words = fc.constantFrom(
  'forwarded',
  'tunnel established',
  'i/o timeout',
  'denied',
  'connection reset by peer',
  'request 12 of 345',
);

const logfmt = joined(
  'time="',
  stamp,
  '" level=',
  level,
  ' msg="',
  words,
  '" host=',
  host,
  ':',
  port,
  ' via=',
  via,
  ' status=',
  status,
  ' duration=',
  duration,
  ' client=',
  client,
  ' id=',
  id,
);
const json = fc
  .record({
    ts: stamp,
    level,
    msg: words,
    target: joined(host, ':', port),
    route: via,
    status: status.map(Number),
    ms: fc.double({ min: 0, max: 99, noNaN: true }),
    bytes: fc.nat(),
    traceId: id,
  })
  .map((record) => JSON.stringify(record));
const splitPort = fc
  .record({ level, msg: words, request: fc.record({ host, port: port.map(Number) }), statusCode: status, n: fc.nat() })
  .map((record) => JSON.stringify(record));
const klog = joined(
  fc.constantFrom('I', 'E', 'W'),
  month,
  two(28),
  ' ',
  clock,
  fraction,
  '       1 proxy.go:',
  fc.nat({ max: 2000 }).map(String),
  '] CONNECT ',
  host,
  ':',
  port,
  ' via ',
  via,
  ' -> ',
  status,
);
const plain = joined(
  stamp,
  ' [',
  level,
  '] (',
  id,
  ') ',
  client,
  ' CONNECT ',
  host,
  ':',
  port,
  ' ',
  status,
  fc.constantFrom('', ' Forbidden', ' OK'),
);
const squid = joined(
  digits(10),
  '.',
  digits(3),
  ' ',
  number,
  ' 10.0.0.5 TCP_TUNNEL/',
  status,
  ' ',
  fc.nat().map(String),
  ' CONNECT ',
  host,
  ':',
  port,
  ' - HIER_DIRECT/1.2.3.4 -',
);
const message = joined(stamp, ' ', level, ': handled ', fc.nat().map(String), ' requests in ', duration);
const formless = joined('goroutine ', fc.nat().map(String), ' [running, ', number, ' minutes]:');

export const arcProxyLine: fc.Arbitrary<string> = fc.oneof(
  logfmt,
  json,
  splitPort,
  klog,
  plain,
  squid,
  message,
  formless,
);
