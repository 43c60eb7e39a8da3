import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';

const ids = (text: string): readonly string[] => diagnose(text).map(({ id }) => id);

const pool = (cause: string, host = 'management.azure.com'): string =>
  `HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded with url: /x (Caused by ${cause})`;
const proxyError = (cause: string): string => pool(`ProxyError('Cannot connect to proxy.', ${cause})`);
const newConnection = (cause: string): string =>
  `NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: ${cause}')`;

describe('the words of Python', () => {
  it.each([
    [proxyError("OSError('Tunnel connection failed: 403 Forbidden')"), 'proxy.denied'],
    [proxyError("OSError('Tunnel connection failed: 403 Blocked by policy')"), 'proxy.denied'],
    [proxyError("OSError('Tunnel connection failed: 407 Proxy Authentication Required')"), 'proxy.authentication'],
    [proxyError("OSError('Tunnel connection failed: 407 authenticationrequired')"), 'proxy.authentication'],
    [proxyError("OSError('Tunnel connection failed: 502 Bad Gateway')"), 'proxy.upstream'],
    [proxyError("OSError('Tunnel connection failed: 503 Service Unavailable')"), 'proxy.upstream'],
    [proxyError("OSError('Tunnel connection failed: 504 Gateway Timeout')"), 'proxy.upstream'],
    [proxyError(newConnection('[Errno 111] Connection refused')), 'proxy.refused'],
    [proxyError(newConnection('[Errno 61] Connection refused')), 'proxy.refused'],
    [
      proxyError(
        newConnection('[WinError 10061] No connection could be made because the target machine actively refused it'),
      ),
      'proxy.refused',
    ],
    [proxyError("TimeoutError('timed out')"), 'proxy.timeout'],
    [
      proxyError(
        newConnection(
          '[WinError 10060] A connection attempt failed because the connected party did not properly respond after a period of time',
        ),
      ),
      'proxy.timeout',
    ],
    [pool("ProxyError('Unable to connect to proxy', TimeoutError('The write operation timed out'))"), 'proxy.timeout'],
    [proxyError(newConnection('[Errno -2] Name or service not known')), 'proxy.name'],
    [proxyError(newConnection('[Errno 11001] getaddrinfo failed')), 'proxy.name'],
    [
      pool(
        "ProxyError('Unable to connect to proxy', NameResolutionError(\"<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'proxy.corp.example' ([Errno -3] Temporary failure in name resolution)\"))",
      ),
      'proxy.name',
    ],
    [
      pool(
        "ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to 10.1.1.1 timed out. (connect timeout=30)')",
      ),
      'proxy.timeout',
    ],
    [
      pool(
        "ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to management.azure.com timed out. (connect timeout=30)')",
      ),
      'network.timeout',
    ],
    [pool(newConnection('[Errno 111] Connection refused')), 'network.refused'],
    [pool(newConnection('[Errno -2] Name or service not known')), 'network.name'],
    [pool(newConnection('[Errno 101] Network is unreachable')), 'network.unreachable'],
    [
      pool(
        "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)'))",
      ),
      'tls.inspection',
    ],
    [
      pool(
        "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1007)'))",
      ),
      'tls.expired',
    ],
    [
      pool(
        'SSLError(SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for \'management.azure.com\'. (_ssl.c:1007)"))',
      ),
      'tls.name',
    ],
    [pool("SSLError(SSLError(1, '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1007)'))"), 'proxy.scheme'],
    [pool("SSLError(SSLEOFError(8, 'EOF occurred in violation of protocol (_ssl.c:1007)'))"), 'network.cutTls'],
    ["('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))", 'network.cutTls'],
    [
      'requests.exceptions.InvalidProxyURL: Please check proxy URL. It is malformed and could be missing the host.',
      'proxy.url',
    ],
    ['Proxy URL had no scheme, should start with http:// or https://', 'proxy.url'],
    ['Your proxy appears to only use HTTP and not HTTPS, try changing your proxy URL to be HTTP.', 'proxy.scheme'],
  ])('%s', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });

  it('names the host, and not the proxy', () => {
    const [found] = diagnose(proxyError("OSError('Tunnel connection failed: 403 Forbidden')"));
    expect(found?.hosts).toEqual(['management.azure.com']);
  });
});

describe('the words of .NET and PowerShell', () => {
  it.each([
    [
      "The proxy tunnel request to proxy 'http://proxy.corp.example:8080/' failed with status code '403'.",
      'proxy.denied',
    ],
    [
      "The proxy tunnel request to proxy 'http://proxy.corp.example:8080/' failed with status code '407'.\"",
      'proxy.authentication',
    ],
    [
      "The proxy tunnel request to proxy 'http://proxy.corp.example:8080/' failed with status code '503'.",
      'proxy.upstream',
    ],
    [
      'Invoke-WebRequest : The remote server returned an error: (407) Proxy Authentication Required.',
      'proxy.authentication',
    ],
    ['The remote server returned an error: (403) Forbidden.', 'network.forbidden'],
    ['Response status code does not indicate success: 403 (Forbidden).', 'network.forbidden'],
    ['Response status code does not indicate success: 407 (authenticationrequired).', 'proxy.authentication'],
    ["The proxy name could not be resolved: 'proxy.corp.example'", 'proxy.name'],
    ["The remote name could not be resolved: 'gbl.his.arc.azure.com'", 'network.name'],
    ['No such host is known. (gbl.his.arc.azure.com:443)', 'network.name'],
    ['The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.', 'network.timeout'],
    [
      'Unable to connect to the remote server ---> No connection could be made because the target machine actively refused it 10.1.1.1:8080',
      'network.refused',
    ],
    [
      'No connection could be made because the target machine actively refused it. (localhost:40343)',
      'gateway.arcProxyRefused',
    ],
    [
      'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
      'tls.inspection',
    ],
    ['The underlying connection was closed: An unexpected error occurred on a send.', 'network.cutTls'],
    ['The request was aborted: Could not create SSL/TLS secure channel.', 'tls.ciphers'],
    ['The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot', 'tls.inspection'],
    [
      'The remote certificate is invalid because of errors in the certificate chain: RevocationStatusUnknown, OfflineRevocation',
      'tls.revocation',
    ],
    [
      'The remote certificate is invalid because of errors in the certificate chain: PartialChain, RevocationStatusUnknown',
      'tls.inspection',
    ],
    [
      'The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch',
      'tls.name',
    ],
    [
      'Authentication failed, see inner exception. Received an unexpected EOF or 0 bytes from the transport stream.',
      'network.cutTls',
    ],
  ])('%s', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });
});

describe('the words of curl, wget and package managers', () => {
  it.each([
    ['curl: (5) Could not resolve proxy: proxy.corp.example', 'proxy.name'],
    ['curl: (6) Could not resolve host: gbl.his.arc.azure.com', 'network.name'],
    [
      "curl: (7) Failed to connect to gbl.his.arc.azure.com port 443 after 21 ms: Couldn't connect to server",
      'network.refused',
    ],
    ['curl: (28) Connection timed out after 30001 milliseconds', 'network.timeout'],
    ['curl: (28) Resolving timed out after 5000 milliseconds', 'network.nameTimeout'],
    ['curl: (28) Proxy CONNECT aborted due to timeout', 'proxy.timeout'],
    ['curl: (35) error:0A00010B:SSL routines::wrong version number', 'proxy.scheme'],
    ['curl: (35) Recv failure: Connection reset by peer', 'network.cutTls'],
    ['curl: (35) schannel: failed to receive handshake, SSL/TLS connection failed', 'network.cutTls'],
    [
      'curl: (35) schannel: next InitializeSecurityContext failed: Unknown error (0x80092012) - The revocation function was unable to check revocation for the certificate.',
      'tls.revocation',
    ],
    [
      'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_REVOCATION_OFFLINE (0x80092013)',
      'tls.revocation',
    ],
    ['curl: (52) Empty reply from server', 'network.cutTls'],
    ['curl: (56) CONNECT tunnel failed, response 503', 'proxy.upstream'],
    ['curl: (56) Received HTTP code 502 from proxy after CONNECT', 'proxy.upstream'],
    ['curl: (60) SSL certificate problem: self-signed certificate in certificate chain', 'tls.inspection'],
    ['curl: (60) SSL certificate problem: certificate has expired', 'tls.expired'],
    [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'gbl.his.arc.azure.com'",
      'tls.name',
    ],
    ['Proxy tunneling failed: ForbiddenUnable to establish SSL connection.', 'proxy.denied'],
    ['Proxy tunneling failed: Proxy Authentication Required', 'proxy.authentication'],
    [
      'E: Failed to fetch https://packages.microsoft.com/x  Invalid response from proxy: HTTP/1.1 403 Forbidden',
      'proxy.denied',
    ],
  ])('%s', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });
});

const get = 'Get "https://gbl.his.arc.azure.com/discovery?location=westeurope&api-version=2.1": ';

describe('the words of Go', () => {
  it.each([
    [`${get}EOF`, 'network.cutTls'],
    [`level=error msg="no" Error="${get.replaceAll('"', '\\"')}EOF"`, 'network.cutTls'],
    [`${get}unexpected EOF`, 'network.cutTls'],
    [`${get}Forbidden`, 'proxy.denied'],
    [`${get}Proxy Authentication Required`, 'proxy.authentication'],
    [`${get}Bad Gateway`, 'proxy.upstream'],
    [`${get}Service Unavailable`, 'proxy.upstream'],
    [`${get}proxyconnect tcp: tls: first record does not look like a TLS handshake`, 'proxy.scheme'],
    [`${get}http: server gave HTTP response to HTTPS client`, 'proxy.scheme'],
    [`${get}proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: connection refused`, 'proxy.refused'],
    [`${get}proxyconnect tcp: dial tcp: lookup proxy.corp.example on 10.0.0.1:53: no such host`, 'proxy.name'],
    [`${get}proxyconnect tcp: dial tcp 10.1.1.1:8080: i/o timeout`, 'proxy.timeout'],
    [`${get}proxyconnect tcp: dial tcp 127.0.0.1:40343: connect: connection refused`, 'gateway.arcProxyRefused'],
    [`${get}dial tcp 20.1.2.3:443: i/o timeout`, 'network.timeout'],
    [`${get}dial tcp 20.1.2.3:443: connect: no route to host`, 'network.unreachable'],
    [`${get}context deadline exceeded (Client.Timeout exceeded while awaiting headers)`, 'network.timeout'],
    [`${get}context deadline exceeded`, 'network.timeout'],
    [`${get}net/http: TLS handshake timeout`, 'network.timeout'],
    [`${get}dial tcp: lookup gbl.his.arc.azure.com on 10.0.0.1:53: no such host`, 'network.name'],
    [`${get}dial tcp: lookup gbl.his.arc.azure.com on 10.0.0.1:53: server misbehaving`, 'network.name'],
    [
      `${get}dial tcp: lookup gbl.his.arc.azure.com on 10.0.0.1:53: read udp 10.0.0.4:4242->10.0.0.1:53: i/o timeout`,
      'network.nameTimeout',
    ],
    [`${get}tls: failed to verify certificate: x509: certificate signed by unknown authority`, 'tls.inspection'],
    [
      `${get}tls: failed to verify certificate: x509: certificate is valid for portal.corp.example, not gbl.his.arc.azure.com`,
      'tls.name',
    ],
    [
      `${get}x509: certificate has expired or is not yet valid: current time 2026-12-01T00:00:00Z is before 2026-12-02`,
      'tls.expired',
    ],
    [`${get}x509: negative serial number`, 'tls.negativeSerial'],
    [`${get}x509: cannot verify signature: insecure algorithm SHA1-RSA`, 'tls.weakCertificate'],
    [`${get}remote error: tls: handshake failure`, 'tls.ciphers'],
    [`${get}remote error: tls: protocol version not supported`, 'tls.ciphers'],
    [`${get}remote error: tls: unrecognized name`, 'network.cutTls'],
    ['proxyconnect tcp: EOF', 'network.cutTls'],
    ['proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: no route to host', 'proxy.timeout'],
    [`${get}read tcp 10.0.0.4:5->20.1.2.3:443: read: connection reset by peer`, 'network.cutTls'],
    ['parse "10.0.0.1:8080": first path segment in URL cannot contain colon', 'proxy.url'],
    ['invalid proxy address "proxy.corp.example:8080"', 'proxy.url'],
    ['unsupported protocol scheme "proxy.corp.example"', 'proxy.url'],
    ['Error: INSTALLATION FAILED: context deadline exceeded', 'cluster.helmTimeout'],
  ])('%s', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });
});

describe('the words of WinHTTP and WinINET', () => {
  it.each([
    ['WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CA', 'tls.inspection'],
    ['WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CERT', 'tls.inspection'],
    ['WINHTTP_CALLBACK_STATUS_FLAG_CERT_REV_FAILED', 'tls.revocation'],
    ['WINHTTP_CALLBACK_STATUS_FLAG_CERT_REVOKED', 'tls.revoked'],
    ['WINHTTP_CALLBACK_STATUS_FLAG_CERT_CN_INVALID', 'tls.name'],
    ['WINHTTP_CALLBACK_STATUS_FLAG_CERT_DATE_INVALID', 'tls.expired'],
    ['WINHTTP_CALLBACK_STATUS_FLAG_SECURITY_CHANNEL_ERROR', 'tls.ciphers'],
    ['ERROR_WINHTTP_NAME_NOT_RESOLVED', 'network.name'],
    ['ERROR_WINHTTP_CANNOT_CONNECT', 'network.refused'],
    ['ERROR_WINHTTP_TIMEOUT', 'network.timeout'],
    ['ERROR_WINHTTP_CONNECTION_ERROR', 'network.cutTls'],
    ['ERROR_WINHTTP_AUTODETECTION_FAILED', 'proxy.autoConfig'],
    ['Exception from HRESULT: 0x80072EE7', 'network.name'],
    ['HRESULT: 0x80190197', 'proxy.authentication'],
    ['WinHttpSendRequest failed: 12007', 'network.name'],
    ['WinHTTP error 12029', 'network.refused'],
    ['Error code: 12057', 'tls.revocation'],
    ['failed with error 0x2EFD', 'network.refused'],
    ['Result: -2146885613', 'tls.revocation'],
    ['schannel: CertGetCertificateChain trust error CERT_TRUST_REVOCATION_STATUS_UNKNOWN', 'tls.revocation'],
    [
      'The revocation function was unable to check revocation because the revocation server was offline. (0x80092013)',
      'tls.revocation',
    ],
    ['The certificate is revoked. 0x80092010 (-2146885616 CRYPT_E_REVOKED)', 'tls.revoked'],
  ])('%s', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });
});

/** The words of connectedk8s 1.11.2 itself: github.com/AzureArcForKubernetes/connectedk8s, custom.py (2026-08-21). */
describe('what the commands for clusters refuse', () => {
  it.each([
    [
      "The parameter '--private-link-scope-resource-id' was not provided. It is mandatory to pass this parameter for enabling private link on the connected cluster resource.",
      'cluster.scopeMissing',
    ],
    [
      "Conflicting private link parameters received. The parameter '--private-link-scope-resource-id' should not be set if '--enable-private-link' is passed as null or False.",
      'cluster.privateLinkArguments',
    ],
    [
      'The Cluster Connect and Custom Location features are not supported by Private Link at this time. Enabling Private Link will disable these features.',
      'cluster.privateLinkFeatures',
    ],
    [
      "The features 'cluster-connect' and 'custom-locations' cannot be enabled for a private link enabled connected cluster.",
      'cluster.privateLinkFeatures',
    ],
    [
      'The provided Gateway ArmID in --gateway-resource-id  x is invalid. Please provide a valid Gateway ArmID.',
      'cluster.gatewayId',
    ],
    [
      'Failed to associate gateway with connected cluster. Please ensure that the gateway resource is valid and accessible, then try again.',
      'cluster.association',
    ],
    ['Error occurred while associating gateway with connected cluster: (Forbidden)', 'cluster.association'],
    ["Gateway association failed for cluster 'x'.", 'cluster.association'],
    ["Gateway disassociation failed for cluster 'x'.", 'cluster.disassociation'],
  ])('is known: %s', (text, id) => {
    expect(diagnose(text).map((each) => each.id)).toContain(id);
  });
});
