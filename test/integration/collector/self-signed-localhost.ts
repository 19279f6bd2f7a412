/**
 * A certificate for `localhost` that vouches for itself, and its key: made for the tests of what is said about such a
 * certificate, worth nothing anywhere else. Valid until 2126.
 */
export const selfSignedLocalhost = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUI0Z1xsxkXp1+N9SKYNJtpCr0mwowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDEwMjM1M1oYDzIxMjYxMDI3
MTAyMzUzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQLccsNldrmt2F7lnVKpI327S5c0THKkRngvXq7NamyPqYdOakIMMNz
UqXFC5h/+8N1OfQ4QaEf4Ia/reD3Upoyo2kwZzAdBgNVHQ4EFgQUYGA0QVyFaYtH
nJBFxXyib65HCdUwHwYDVR0jBBgwFoAUYGA0QVyFaYtHnJBFxXyib65HCdUwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgd2ckctHPBFUA3PxwmQsSCrYX3LRpyug+YTeqLIf7qDgCIQDX3C/qGFE8
La0PY7dm+N4gE97Oqo4lbHuIO/dDs+x0yg==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmqTjKIic6zhaojqP
cYCl00vVjY6b9wHXsZrbE5GsX8ahRANCAAQLccsNldrmt2F7lnVKpI327S5c0THK
kRngvXq7NamyPqYdOakIMMNzUqXFC5h/+8N1OfQ4QaEf4Ia/reD3Upoy
-----END PRIVATE KEY-----`,
};
