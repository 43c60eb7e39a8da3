/** Which characters a secret may have, given how the form writes it. */
export type Alphabet = keyof typeof alphabets;

/** What stands between the parts of a secret. */
export const alphabets = {
  anything: [
    ' ',
    // What is behind it is a value with a name of its own.
    ' pw ',
    "'",
    '"',
    '\\',
    '`',
    '$',
    '@',
    '/',
    ':',
    ';',
    '&',
    ',',
    '=',
    '<',
    '>',
    '%',
    '}',
    ')',
    '#',
    '  ',
    '\\"',
    "''",
  ],
  word: ['@', '/', ':', '!', '#', '%', '^', '*', '_', '+', '~', '.', '?', '-', '=', '@/', '$'],
  url: [' ', '&', '=', '/', '+', '%', '@', ';', '"'],
  base64: ['+', '/', ''],
  letters: ['', '_', '.', '-', '!'],
  token: ['-', '_', ''],
} as const;

/** One way to write a secret into a text. */
export interface Form {
  readonly form: string;
  readonly of: Alphabet;
  readonly write: (secret: string) => string;
}

const json = (text: string): string => JSON.stringify(text);
const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const shell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const double = (text: string): string => `"${text.replace(/["`$]/g, '`$&')}"`;
const url = encodeURIComponent;
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const rows: readonly (readonly [form: string, of: Alphabet, write: (secret: string) => string])[] = [
  // URLs.
  ['a URL', 'word', (s) => `proxy http://arc:${s}@proxy.contoso.com:8080 refused`],
  ['a URL in quotes', 'word', (s) => `"https://user:${s}@host/path?x=1"`],
  ['a URL without a user', 'word', (s) => `redis://:${s}@cache.contoso.com:6379/0`],
  ['two URLs in a list', 'word', (s) => `http://a:${s}@h1.contoso.com:80,http://b:${s}@h2.contoso.com:80`],
  ['a URL in JSON', 'word', (s) => `{"proxyUrl":"http://arc:${s}@proxy:3128"}`],
  ['a variable with a URL', 'word', (s) => `export https_proxy=http://arc:${s}@10.1.2.3:3128`],
  ['a user and a password before a host', 'word', (s) => `proxy.url : arc:${s}@proxy.contoso.com:8080`],
  ['a signature', 'url', (s) => `https://logs.blob.core.windows.net/c/b?sv=2024&sig=${url(s)}&se=1`],
  ['a signature in XML', 'url', (s) => `<url>https://x.blob.core.windows.net/?se=1&amp;sig=${url(s)}&amp;sp=r</url>`],
  ['a signature at the end', 'url', (s) => `Upload to https://x.blob.core.windows.net/c?sig=${url(s)} failed.`],
  ['a query', 'url', (s) => `POST /token grant_type=client_credentials&client_secret=${url(s)}&scope=x`],
  ['a form of a token', 'url', (s) => `grant_type=refresh_token&refresh_token=${url(s)}&scope=x`],
  ['an assertion', 'url', (s) => `client_assertion_type=jwt&client_assertion=${url(s)}`],
  ['an escaped query', 'url', (s) => `redirect=${url(`https://x?client_secret=${url(s)}&scope=x`)}`],
  ['escaped JSON', 'url', (s) => `body=${url(JSON.stringify({ password: s, user: 'arc' }))}`],

  // JSON.
  ['JSON', 'anything', (s) => `{"client_secret":${json(s)}}`],
  ['JSON with blanks', 'anything', (s) => `{ "password" : ${json(s)} , "user" : "arc" }`],
  ['JSON over lines', 'anything', (s) => `{\n  "clientSecret":\n    ${json(s)},\n  "x": 1\n}`],
  ['JSON in camel case', 'anything', (s) => `{"servicePrincipalSecret":${json(s)},"tenantId":"x"}`],
  ['JSON within JSON', 'anything', (s) => json(`{"password":${json(s)},"user":"arc"}`)],
  ['JSON within JSON within JSON', 'anything', (s) => json(json(`{"adminPassword":${json(s)}}`))],
  ['a parameter of a template', 'anything', (s) => `{"parameters":{"adminPassword":{"value":${json(s)}}}}`],
  ['a name and a value', 'anything', (s) => `{"name":"DB_PASSWORD","value":${json(s)}}`],
  ['JSON of an account key', 'base64', (s) => `{"keyName":"key1","accountKey":"${s}"}`],
  ['JSON of a connection string', 'word', (s) => `{"connectionString":"Server=x;Password=${s};Database=y"}`],
  ['JSON in one line of a log', 'anything', (s) => `level=info body={"access_token":${json(s)},"expires_in":3599}`],
  ['a map of Go', 'word', (s) => `map[password:${s} user:arc]`],
  ['a dictionary of Python', 'word', (s) => `{'password': '${s}', 'user': 'arc'}`],
  ['a hash of Ruby', 'word', (s) => `{:password => '${s}'}`],

  // Command lines.
  ['an option', 'word', (s) => `azcmagent connect --service-principal-secret ${s} --cloud AzureCloud`],
  ['an option in quotes', 'anything', (s) => `azcmagent connect --service-principal-secret ${double(s)} --cloud x`],
  ['an option in single quotes', 'anything', (s) => `azcmagent connect --service-principal-secret ${shell(s)} -v`],
  ['an option with a sign', 'word', (s) => `azcmagent connect --service-principal-secret=${s} --cloud x`],
  ['an option with a sign and quotes', 'anything', (s) => `az login --password=${shell(s)} -u x`],
  ['an access token', 'word', (s) => `azcmagent connect --access-token ${s} --location x`],
  ['-p of the Azure CLI', 'word', (s) => `az login --service-principal -u app -p ${s} --tenant x`],
  ['-p in quotes', 'anything', (s) => `az login --service-principal -u app -p ${shell(s)} --tenant x`],
  ['-p alone', 'word', (s) => `psexec \\\\host -u arc -p ${s} cmd`],
  ['sshpass', 'word', (s) => `sshpass -p ${s} ssh admin@edge-01`],
  ['sshpass, joined', 'word', (s) => `sshpass -p${s} ssh admin@edge-01`],
  ['sshpass in quotes', 'anything', (s) => `sshpass -p ${shell(s)} ssh admin@edge-01`],
  ['a variable of sshpass', 'word', (s) => `SSHPASS=${s} sshpass -e ssh x`],
  ['curl', 'word', (s) => `curl -u arc:${s} https://x.contoso.com`],
  ['curl, long', 'word', (s) => `curl --user arc:${s} --proxy http://p:80 https://x`],
  ['curl in quotes', 'anything', (s) => `curl -u ${shell(`arc:${s}`)} https://x`],
  ['curl by a proxy', 'word', (s) => `curl -x http://p:8080 --proxy-user arc:${s} https://x`],
  ['wget', 'word', (s) => `wget --http-password=${s} https://x`],
  ['mysql', 'word', (s) => `mysql -u root -p${s} arc`],
  ['sqlcmd', 'word', (s) => `sqlcmd -S x -U sa -P ${s}`],
  ['plink', 'word', (s) => `plink -ssh admin@x -pw ${s} ls`],
  ['openssl', 'word', (s) => `openssl pkcs12 -in a.pfx -passin pass:${s} -nodes`],
  ['kubectl', 'word', (s) => `kubectl create secret generic x --from-literal=key=${s}`],
  ['docker login', 'word', (s) => `docker login -u arc --password ${s} x.azurecr.io`],
  ['net use', 'word', (s) => `net use \\\\server\\share ${s} /user:contoso\\arc`],
  ['net use with a drive', 'word', (s) => `net use Z: \\\\server\\share ${s} /user:contoso\\arc /persistent:no`],
  ['net user', 'word', (s) => `net user arc ${s} /add`],
  ['cmdkey', 'word', (s) => `cmdkey /add:server /user:arc /pass:${s}`],
  ['msiexec', 'word', (s) => `msiexec /i x.msi SERVICE_PASSWORD=${s} /qn`],
  ['setx', 'word', (s) => `setx DB_PASSWORD ${s}`],
  ['set', 'word', (s) => `set AZURE_CLIENT_SECRET=${s}`],
  ['export', 'word', (s) => `export ARM_CLIENT_SECRET=${s}`],
  ['export in quotes', 'anything', (s) => `export ARM_CLIENT_SECRET=${shell(s)}; az login`],
  ['htpasswd', 'word', (s) => `htpasswd -b /etc/squid/users arc ${s}`],
  ['ldapsearch', 'word', (s) => `ldapsearch -D cn=arc -w ${s} -b dc=x`],

  // PowerShell.
  ['a variable', 'anything', (s) => `$password = ${double(s)}`],
  ['a variable in single quotes', 'anything', (s) => `$servicePrincipalSecret=${single(s)};`],
  ['a variable of the environment', 'anything', (s) => `$env:ARC_SECRET = ${single(s)}`],
  ['a secure string', 'anything', (s) => `ConvertTo-SecureString ${double(s)} -AsPlainText -Force`],
  ['a secure string by its name', 'anything', (s) => `ConvertTo-SecureString -String ${single(s)} -AsPlainText -Force`],
  ['a secure string, options first', 'anything', (s) => `ConvertTo-SecureString -AsPlainText -Force ${single(s)}`],
  ['a secure string from a pipe', 'anything', (s) => `${single(s)} | ConvertTo-SecureString -AsPlainText -Force`],
  ['a parameter', 'anything', (s) => `Connect-AzAccount -ServicePrincipal -Password ${double(s)} -Tenant x`],
  ['a parameter with a colon', 'anything', (s) => `Connect-Thing -Password:${single(s)} -Tenant x`],
  ['a hash table', 'anything', (s) => `@{ Password = ${single(s)}; User = 'arc' }`],
  ['a set call', 'anything', (s) => `[Environment]::SetEnvironmentVariable('ARC_SECRET', ${single(s)}, 'Machine')`],
  ['a list', 'letters', (s) => `UserName : arc\nPassword : ${s}\nDomain : x`],

  // Settings.
  ['an ini file', 'word', (s) => `[db]\npassword = ${s}\nuser = arc`],
  ['an ini file with blanks in the value', 'letters', (s) => `passphrase: ${s} and more of it\nuser: arc`],
  ['YAML', 'word', (s) => `db:\n  password: ${s}\n  user: arc`],
  ['YAML in quotes', 'anything', (s) => `db:\n  password: ${single(s)}\n  user: arc`],
  ['a list of YAML', 'word', (s) => `env:\n  - name: DB_PASSWORD\n    value: ${s}\n  - name: x`],
  ['a block of YAML', 'letters', (s) => `a:\n  client_secret: |\n    ${s}\n    ${s}\n  user: arc`],
  ['an inventory of Ansible', 'word', (s) => `edge-01 ansible_user=arc ansible_password=${s} ansible_port=22`],
  ['a variable of Ansible', 'word', (s) => `ansible_become_pass: ${s}`],
  ['an account key', 'base64', (s) => `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${s};EndpointSuffix=y`],
  ['a shared access key', 'base64', (s) => `Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=${s}`],
  ['a connection string', 'letters', (s) => `Server=x;User Id=sa;Password=${s};Encrypt=true`],
  ['a short connection string', 'letters', (s) => `Driver=x;Uid=sa;Pwd=${s};`],
  ['a connection string in braces', 'letters', (s) => `Driver=x;Uid=sa;Pwd={${s};and more};Encrypt=yes`],
  ['pwd', 'word', (s) => `pwd=${s}`],
  ['a passphrase', 'word', (s) => `Enter passphrase: ${s}`],
  ['npm', 'word', (s) => `//registry.contoso.com/:_authToken=${s}`],
  ['.netrc', 'word', (s) => `machine x login arc password ${s}`],
  ['mount options', 'letters', (s) => `mount -t cifs -o username=arc,password=${s},vers=3.0 //x/y /mnt`],

  // XML.
  ['an element', 'anything', (s) => `<User>arc</User><Password>${xml(s)}</Password>`],
  [
    'an element with attributes',
    'anything',
    (s) => `<AdministratorPassword><Value>${xml(s)}</Value></AdministratorPassword>`,
  ],
  ['an attribute', 'anything', (s) => `<db user="arc" password="${xml(s)}"/>`],
  ['a key and its value', 'anything', (s) => `<add key="ClientSecret" value="${xml(s)}" />`],
  ['a property list', 'anything', (s) => `<key>Password</key>\n<string>${xml(s)}</string>`],

  // Headers.
  ['a bearer', 'base64', (s) => `Authorization: Bearer ${s}`],
  ['a bearer in JSON', 'base64', (s) => `{"headers":{"Authorization":"Bearer ${s}","Accept":"x"}}`],
  ['a bearer of curl', 'base64', (s) => `curl -H "Authorization: Bearer ${s}" https://x`],
  ['a bearer alone', 'base64', (s) => `sent Bearer ${s} to Azure`],
  ['basic', 'base64', (s) => `Authorization: Basic ${s}`],
  ['basic for a proxy', 'base64', (s) => `Proxy-Authorization: Basic ${s}\r\nHost: x`],
  ['a shared key', 'base64', (s) => `Authorization: SharedKey account:${s}`],
  ['a key of an API', 'word', (s) => `x-api-key: ${s}`],
  ['a key of API management', 'word', (s) => `Ocp-Apim-Subscription-Key: ${s}`],
  ['a cookie', 'letters', (s) => `Set-Cookie: session=${s}; Path=/; HttpOnly`],

  // By their shape.
  ['a PEM block', 'base64', (s) => `-----BEGIN PRIVATE KEY-----\n${s}\n-----END PRIVATE KEY-----\nafter`],
  [
    'a PEM block in JSON',
    'base64',
    (s) => json(`x -----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`),
  ],
  ['a PEM block cut off', 'base64', (s) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${s}`],
  [
    'a key of PuTTY',
    'base64',
    (s) => `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${s.replaceAll('=', '')}\nPrivate-MAC: x`,
  ],
  ['a JSON web token', 'token', (s) => `token eyJ0eXAiOiJKV1Qi.eyJ${s}.${s} in body`],
  ['a token of GitHub', 'token', (s) => `clone with ghp_${s.replaceAll('-', '')}0123456789012345 failed`],
  ['a client secret of Entra', 'token', (s) => `used abc8Q~${s}0123456789012345678901 there`],
];

export const forms: readonly Form[] = rows.map(([form, of, write]) => ({ form, of, write }));
