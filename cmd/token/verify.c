/* Signatures by OpenSSL alone: RFC 7518 sections 3.3 to 3.5. */
#include "verify.h"

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

/* section 3.4: two numbers of a fixed length, which OpenSSL takes in DER */
static unsigned char *
to_der(const struct buffer *signature, size_t half, int *length)
{
	const unsigned char *bytes = (const unsigned char *)signature->text;
	unsigned char *der = NULL;
	*length = -1;
	if (signature->length != 2 * half)
		return NULL;
	BIGNUM *r = BN_bin2bn(bytes, (int)half, NULL);
	BIGNUM *s = BN_bin2bn(bytes + half, (int)half, NULL);
	ECDSA_SIG *pair = ECDSA_SIG_new();
	if (r && s && pair && ECDSA_SIG_set0(pair, r, s) == 1) {
		*length = i2d_ECDSA_SIG(pair, &der);
	} else {
		BN_free(r);
		BN_free(s);
	}
	ECDSA_SIG_free(pair);
	return der;
}

/* section 3.5: the salt is as long as the digest */
static bool
begin(EVP_MD_CTX *context, const struct key *k, const struct algorithm *a)
{
	EVP_PKEY_CTX *parameters;
	if (EVP_DigestVerifyInit_ex(
		context, &parameters, a->digest, NULL, NULL, k->pkey, NULL) != 1)
		return false;
	return !a->pss ||
	    (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
		EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) ==
		    1);
}

bool
verify_signature(const struct jws *j, const struct key *k, const struct algorithm *a)
{
	const unsigned char *bytes = (const unsigned char *)j->signature.text;
	unsigned char *der = NULL;
	int length = (int)j->signature.length;
	if (a->half)
		bytes = der = to_der(&j->signature, a->half, &length);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool good = context && length > 0 && begin(context, k, a) &&
	    EVP_DigestVerify(context, bytes, (size_t)length,
		(const unsigned char *)j->text, j->signed_length) == 1;
	EVP_MD_CTX_free(context);
	OPENSSL_free(der);
	ERR_clear_error();
	return good;
}

const char *
verify_library(void)
{
	return OpenSSL_version(OPENSSL_VERSION_STRING);
}
