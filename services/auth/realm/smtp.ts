/** The mail server of `smtp://user:password@host:port`, or `smtps://`, as Keycloak wants it. */
export function smtpServer(smtpUrl: string, mailFrom: string): Record<string, string> {
  const url = new URL(smtpUrl);
  const implicitTls = url.protocol === 'smtps:';
  const [, name = '', address = mailFrom] = /^(.*?)\s*<([^<>]+)>\s*$/.exec(mailFrom) ?? [];
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port || (implicitTls ? '465' : '587'),
    from: address.trim(),
    ...(name && { fromDisplayName: name.replace(/^"(.*)"$/, '$1') }),
    ssl: String(implicitTls),
    // TLS where the server offers it.
    starttls: String(!implicitTls),
    ...(url.username
      ? { auth: 'true', user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
      : { auth: 'false' }),
  };
}
