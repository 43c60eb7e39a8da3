import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProxyUrl, parseProxyUrl, withProxyPort } from '../../../../src/planning/site/proxyUrl';
import { plain } from '../targets/servers/sites';

describe('a proxy URL', () => {
  it.each([
    ['http://proxy.contoso.com:8080', 'http://proxy.contoso.com:8080'],
    ['http://proxy:3128/', 'http://proxy:3128'],
    ['HTTP://PROXY:3128', 'http://proxy:3128'],
    ['http://proxy', 'http://proxy'],
    ['http://my_proxy.corp:80', 'http://my_proxy.corp:80'],
    ['http://10.20.0.4:8080', 'http://10.20.0.4:8080'],
    ['http://[fd00::1]:8080', 'http://[fd00::1]:8080'],
  ])('%s is read as %s', (text, expected) => {
    const parsed = parseProxyUrl(text);
    expect(parsed.ok && formatProxyUrl(parsed.value)).toBe(expected);
  });

  it.each([
    ['proxy.contoso.com:8080', /Begin with http:\/\//],
    ['https://proxy.contoso.com:8443', /Write http:\/\/\. .*TLS/],
    ['socks5://proxy:1080', /no other kind/],
    ['http://proxy:8080/wpad.dat', /Leave out what follows/],
    ['http://proxy:8080?x=1', /Leave out what follows/],
    ['http://proxy:8080#x', /Leave out what follows/],
    ['http://proxy:0', /1 to 65535/],
    ['http://proxy:65536', /1 to 65535/],
    ['http://proxy:port', /name or IP address/],
    ['http://', /name or IP address/],
    ['http://-proxy:80', /name or IP address/],
    ['http://pro..xy:80', /name or IP address/],
    ['http://10.20.0.256:80', /name or IP address/],
    ['http://10.20.4:80', /name or IP address/],
    ['http://[fd00:::1]:80', /name or IP address/],
    ['http://proxy$(reboot):80', /name or IP address/],
    ["http://proxy';reboot;':80", /name or IP address/],
    ['http://proxy :80', /name or IP address/],
    ['http://user:hunter2@proxy:8080', /user name and password/],
    ['user:hunter2@proxy:8080', /user name and password/],
    ['https://user:hunter2@proxy:8080', /user name and password/],
  ])('%s is refused with the reason', (text, expected) => {
    const parsed = parseProxyUrl(text);
    expect(parsed.ok ? '' : parsed.error).toMatch(expected);
  });

  it.each([
    ['http://proxy', 'http://proxy:80'],
    ['HTTP://[fd00::80]/', 'http://[fd00::80]:80'],
    ['http://proxy:3128', 'http://proxy:3128'],
    ['no URL', 'no URL'],
  ])('%s is given to programs as %s', (proxyUrl, expected) => {
    expect(withProxyPort({ ...plain, network: { proxyUrl } }).network).toEqual({ proxyUrl: expected });
    expect(withProxyPort(plain)).toBe(plain);
  });

  it('never has its password repeated, wherever that stands', () => {
    const password = fc.stringMatching(/^[A-Za-z0-9/?#:@]{6,20}$/).map((text) => `pw~${text}`);
    fc.assert(
      fc.property(fc.constantFrom('http', 'https', 'ftp'), password, (scheme, word) => {
        const parsed = parseProxyUrl(`${scheme}://user:${word}@proxy:8080`);
        expect(parsed.ok).toBe(false);
        expect(JSON.stringify(parsed)).not.toContain(word);
      }),
    );
  });
});
