/*
 * What every key has to be, wherever it comes from. It is handed on as PEM that OpenSSL
 * has written here, so that no library reads what strangers have.
 */
#include "public_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_BITS = 2048, MOST_BITS = 16384 }; /* RFC 7518 section 3.3, and OpenSSL's */

static const char CODE[] = "token-key";

static bool
has_odd(EVP_PKEY *pkey, const char *name)
{
	BIGNUM *number = NULL;
	bool odd = EVP_PKEY_get_bn_param(pkey, name, &number) == 1 && BN_is_odd(number) &&
	    !BN_is_one(number);
	BN_free(number);
	return odd;
}

static bool
take_rsa(struct key *k, EVP_PKEY *pkey, struct refusal *r)
{
	int bits = EVP_PKEY_get_bits(pkey);
	if (bits < LEAST_BITS || bits > MOST_BITS) {
		buffer_format(refusal_begin(r, CODE, ""),
		    "an RSA key has 2048 to 16384 bits (RFC 7518 section 3.3), this one "
		    "has %d",
		    bits);
		return false;
	}
	if (!has_odd(pkey, OSSL_PKEY_PARAM_RSA_N) ||
	    !has_odd(pkey, OSSL_PKEY_PARAM_RSA_E))
		return refuse(r, CODE,
		    "the modulus and the exponent of an RSA key are odd, and the "
		    "exponent is 3 at least");
	k->kind = (struct key_kind){.kty = "RSA"};
	return true;
}

static bool
is_on_curve(EVP_PKEY *pkey)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	bool good = context && EVP_PKEY_public_check(context) == 1;
	EVP_PKEY_CTX_free(context);
	return good;
}

static bool
take_ec(struct key *k, EVP_PKEY *pkey, struct refusal *r)
{
	static const char *const curves[][2] = {
	    {"prime256v1", "P-256"}, {"secp384r1", "P-384"}, {"secp521r1", "P-521"}};
	char name[64] = "";
	size_t i = 0;
	EVP_PKEY_get_utf8_string_param(
	    pkey, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, NULL);
	while (i < COUNT(curves) && strcmp(name, curves[i][0]) != 0 &&
	    strcmp(name, curves[i][1]) != 0)
		i++;
	if (i == COUNT(curves))
		return refuse(r, CODE,
		    "an EC key is one of P-256, P-384 and P-521 (RFC 7518 section 6.2.1)");
	if (!is_on_curve(pkey))
		return refuse(r, CODE, "the point of the EC key is not on its curve");
	k->kind = (struct key_kind){.kty = "EC", .curve = curves[i][1]};
	return true;
}

static char *
write_pem(EVP_PKEY *pkey)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *text, *copy = NULL;
	if (bio && PEM_write_bio_PUBKEY(bio, pkey) == 1) {
		long length = BIO_get_mem_data(bio, &text);
		copy = xstrndup(text, (size_t)length);
	}
	BIO_free(bio);
	return copy;
}

bool
key_take(struct key *k, EVP_PKEY *pkey, struct refusal *r)
{
	bool good;
	*k = (struct key){.pkey = pkey};
	if (!pkey)
		return refuse(r, CODE, "OpenSSL does not take the key");
	if (EVP_PKEY_is_a(pkey, "RSA"))
		good = take_rsa(k, pkey, r);
	else if (EVP_PKEY_is_a(pkey, "EC"))
		good = take_ec(k, pkey, r);
	else
		return refuse(r, CODE,
		    "only RSA keys and those of elliptic curves (EC) verify tokens here");
	if (!good)
		return false;
	k->pem = write_pem(pkey);
	return k->pem || refuse(r, CODE, "OpenSSL does not write the key");
}

void
key_free(struct key *k)
{
	EVP_PKEY_free(k->pkey);
	free(k->pem);
	*k = (struct key){0};
}
