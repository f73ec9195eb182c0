/*
 * A key in PEM, by the label of its first block. PEM_read_bio() only takes a block apart:
 * what is encrypted is never decrypted, so that nobody is ever asked for a pass phrase.
 */
#include "public_key.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

static const char CODE[] = "token-key";

static EVP_PKEY *
read_spki(const unsigned char *bytes, long length)
{
	const unsigned char *end = bytes;
	EVP_PKEY *pkey = d2i_PUBKEY(NULL, &end, length);
	if (pkey && end == bytes + length)
		return pkey;
	EVP_PKEY_free(pkey);
	return NULL;
}

/* PKCS #1 (RFC 8017 appendix A.1.1) */
static EVP_PKEY *
read_rsa(const unsigned char *bytes, long length)
{
	const unsigned char *end = bytes;
	EVP_PKEY *pkey = d2i_PublicKey(EVP_PKEY_RSA, NULL, &end, length);
	if (pkey && end == bytes + length)
		return pkey;
	EVP_PKEY_free(pkey);
	return NULL;
}

/* the key in it; whether anybody vouches for the certificate is not asked */
static EVP_PKEY *
read_certificate(const unsigned char *bytes, long length)
{
	const unsigned char *end = bytes;
	X509 *certificate = d2i_X509(NULL, &end, length);
	EVP_PKEY *pkey =
	    certificate && end == bytes + length ? X509_get_pubkey(certificate) : NULL;
	X509_free(certificate);
	return pkey;
}

static const struct {
	const char *label;
	EVP_PKEY *(*read)(const unsigned char *, long);
} blocks[] = {
    {"PUBLIC KEY", read_spki},
    {"RSA PUBLIC KEY", read_rsa},
    {"CERTIFICATE", read_certificate},
    {"X509 CERTIFICATE", read_certificate},
};

static bool
ends_in_private_key(const char *label)
{
	static const char end[] = "PRIVATE KEY";
	size_t length = strlen(label);
	return length >= sizeof end - 1 &&
	    strcmp(label + length - (sizeof end - 1), end) == 0;
}

static bool
take_block(struct key *k, const char *label, const char *header,
    const unsigned char *bytes, long length, struct refusal *r)
{
	if (ends_in_private_key(label))
		return refuse(r, CODE,
		    "expected a public key, got a private one, which nobody else should "
		    "have; openssl pkey -in FILE -pubout writes the public one");
	if (header[0])
		return refuse(r, CODE,
		    "expected a public key as it is, got an encrypted block; there is "
		    "nothing secret in a public key");
	for (size_t i = 0; i < COUNT(blocks); i++) {
		if (strcmp(label, blocks[i].label) == 0)
			return key_take(k, blocks[i].read(bytes, length), r);
	}
	struct buffer *b = refusal_begin(
	    r, CODE, "expected PUBLIC KEY, RSA PUBLIC KEY or CERTIFICATE, got ");
	buffer_safe(b, label, strlen(label));
	return false;
}

static bool
begins(const char *text, size_t length, const char *begin)
{
	return length >= strlen(begin) && memcmp(text, begin, strlen(begin)) == 0;
}

/* a key in another form, and what makes PEM of it; DER begins with a SEQUENCE, and in
 * each there is a NUL */
static bool
refuse_form(const char *text, size_t length, struct refusal *r)
{
	static const char *const ssh[] = {"ssh-", "ecdsa-sha2-", "---- BEGIN SSH2"};
	for (size_t i = 0; i < COUNT(ssh); i++) {
		if (begins(text, length, ssh[i]))
			return refuse(r, CODE,
			    "expected PEM, got a key of SSH; ssh-keygen -e -m PKCS8 -f "
			    "FILE writes PEM");
	}
	if (begins(text, length, "\x30") && memchr(text, '\0', length))
		return refuse(r, CODE,
		    "expected PEM, got DER; openssl pkey -pubin -inform DER -in FILE "
		    "writes PEM, and openssl x509 -inform DER -in FILE that of a "
		    "certificate");
	return refuse(r, CODE,
	    "there is no PEM in it (-----BEGIN PUBLIC KEY-----); --jwks reads key sets");
}

bool
pem_find(struct key *k, const char *text, size_t length, struct refusal *r)
{
	char *label = NULL, *header = NULL;
	unsigned char *bytes = NULL;
	long count = 0;
	bool good;
	*k = (struct key){0};
	if (length > PEM_MOST)
		return refuse(r, CODE, "the key has more than 65536 bytes");
	BIO *bio = BIO_new_mem_buf(text, (int)length);
	if (bio && PEM_read_bio(bio, &label, &header, &bytes, &count) == 1)
		good = take_block(k, label, header, bytes, count, r);
	else
		good = refuse_form(text, length, r);
	OPENSSL_free(label);
	OPENSSL_free(header);
	OPENSSL_free(bytes);
	BIO_free(bio);
	ERR_clear_error();
	return good;
}
