// An OpenID Connect provider for the tests, by the certified library oidc-provider: any password will do.
// Its one argument is JSON: port, clients, and by name the claims of those who may log in.
import Provider from 'oidc-provider';

const { port, clients, people } = JSON.parse(process.argv[2]);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients,
  claims: {
    openid: ['sub', 'sid'],
    email: ['email', 'email_verified'],
    profile: ['name', 'groups'],
  },
  // The claims stand in the ID token itself, as officials' providers send them.
  conformIdTokenClaims: false,
  cookies: { keys: ['only for tests'] },
  async findAccount(_, id) {
    return people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) };
  },
  // Nobody is asked whether the app may know who they are.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

provider.listen(port, '127.0.0.1', () => console.log('listening'));
