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

struct block {
	char *label, *header;
	unsigned char *bytes;
	long length;
};

static void
block_free(struct block *b)
{
	OPENSSL_free(b->label);
	OPENSSL_free(b->header);
	OPENSSL_free(b->bytes);
	*b = (struct block){0};
}

/* the first one; parameters that stand before a key are told where nothing follows */
static bool
block_read(struct block *b, BIO *bio)
{
	struct block next = {0};
	do {
		if (PEM_read_bio(
			bio, &next.label, &next.header, &next.bytes, &next.length) != 1)
			break;
		block_free(b);
		*b = next;
	} while (strcmp(b->label, "EC PARAMETERS") == 0);
	return b->label;
}

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
} readers[] = {
    {"PUBLIC KEY", read_spki},
    {"RSA PUBLIC KEY", read_rsa},
    {"CERTIFICATE", read_certificate},
    {"X509 CERTIFICATE", read_certificate},
};

static bool
ends_with(const char *text, size_t length, const char *end)
{
	return length >= strlen(end) &&
	    memcmp(text + length - strlen(end), end, strlen(end)) == 0;
}

static bool
refuse_private(const char *label, struct refusal *r)
{
	bool of_ssh = strcmp(label, "OPENSSH PRIVATE KEY") == 0;
	struct buffer *b = refusal_begin(r, CODE,
	    "expected a public key, got a private one, which nobody else should have; ");
	buffer_format(b, "%s writes the public one",
	    of_ssh ? "ssh-keygen -e -m PKCS8 -f FILE" : "openssl pkey -in FILE -pubout");
	return false;
}

static bool
take_block(struct key *k, const struct block *block, struct refusal *r)
{
	const char *label = block->label;
	if (ends_with(label, strlen(label), "PRIVATE KEY"))
		return refuse_private(label, r);
	if (block->header[0])
		return refuse(r, CODE,
		    "expected a public key as it is, got an encrypted block; there is "
		    "nothing secret in a public key");
	for (size_t i = 0; i < COUNT(readers); i++) {
		if (strcmp(label, readers[i].label) == 0)
			return key_take(
			    k, readers[i].read(block->bytes, block->length), r);
	}
	struct buffer *b = refusal_begin(
	    r, CODE, "expected PUBLIC KEY, RSA PUBLIC KEY or CERTIFICATE, got ");
	buffer_safe(b, label, strlen(label));
	return false;
}

/* ---- what is no PEM ---- */

static const char SSH[] =
    "expected PEM, got a key of SSH; ssh-keygen -e -m PKCS8 -f FILE writes PEM";

/* a key in another form, by what it begins with, and what makes PEM of it */
static const struct {
	const char *begin;
	const char *advice;
} forms[] = {
    {"ssh-", SSH},
    {"ecdsa-sha2-", SSH},
    {"---- BEGIN SSH2", SSH},
    {"-----BEGIN PGP",
	"expected PEM, got a key of OpenPGP, by which no token is signed; ask the issuer of "
	"the token for its key"},
    {"{", "expected PEM, got JSON; --jwks reads key sets"},
};

static bool
begins(const char *text, size_t length, const char *begin)
{
	return length >= strlen(begin) && memcmp(text, begin, strlen(begin)) == 0;
}

static bool
has(const char *text, size_t length, const char *word)
{
	while (length && !begins(text, length, word))
		text++, length--;
	return length;
}

static bool
refuse_form(const char *text, size_t length, struct refusal *r)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		if (begins(text, length, forms[i].begin))
			return refuse(r, CODE, forms[i].advice);
	}
	/* DER begins with a SEQUENCE, and in each there is a NUL */
	if (begins(text, length, "\x30") && memchr(text, '\0', length))
		return refuse(r, CODE,
		    "expected PEM, got DER; openssl pkey -pubin -inform DER -in FILE "
		    "writes PEM, and openssl x509 -inform DER -in FILE that of a "
		    "certificate");
	if (has(text, length, "-----BEGIN "))
		return refuse(r, CODE,
		    "the PEM in it is broken: -----BEGIN, the base64 and -----END have "
		    "lines of their own, whole and without blanks before them");
	return refuse(r, CODE,
	    "there is no PEM in it (-----BEGIN PUBLIC KEY-----); --jwks reads key sets");
}

bool
pem_find(struct key *k, const char *text, size_t length, struct refusal *r)
{
	struct block block = {0};
	bool good;
	*k = (struct key){0};
	if (length > PEM_MOST)
		return refuse(r, CODE, "the key has more than 65536 bytes");
	BIO *bio = BIO_new_mem_buf(text, (int)length);
	if (bio && block_read(&block, bio))
		good = take_block(k, &block, r);
	else
		good = refuse_form(text, length, r);
	block_free(&block);
	BIO_free(bio);
	ERR_clear_error();
	return good;
}
