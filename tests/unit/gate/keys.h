/* keys: RSA keys made for one unit test, in files of their own. */
#ifndef CCER_TESTS_KEYS_H
#define CCER_TESTS_KEYS_H

/* Makes <directory>/<name>.key (PKCS#8) and <directory>/<name>.pem: the public key, or with a serial
 * (hexadecimal) a certificate with that number. */
void keys_make(const char *directory, const char *name, int bits, const char *serial);

#endif
