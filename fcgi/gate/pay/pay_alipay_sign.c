/* pay_alipay_sign.c: what Alipay signs and how: requests (sign_type included), notifications (sign_type left
 * out), answers (the inner object's own bytes). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/text.h"
#include "gate/pay/pay_alipay.h"
#include "gate/pay/pay_text.h"
#include "gate/rsa.h"

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct alipay_pair *)a)->name, ((const struct alipay_pair *)b)->name);
}

const char *alipay_text(struct arena *a, struct alipay_pairs *p, int flags)
{
	const char *text = "";

	qsort(p->pair, p->n, sizeof *p->pair, by_name);
	for (size_t i = 0; i < p->n; i++) {
		const struct alipay_pair *pair = &p->pair[i];

		if (strcmp(pair->name, "sign") == 0 ||
		    ((flags & ALIPAY_WITHOUT_EMPTY) && *pair->value == '\0') ||
		    ((flags & ALIPAY_WITHOUT_TYPE) && strcmp(pair->name, "sign_type") == 0))
			continue;
		text = arena_printf(a, "%s%s%s=%s", text, *text ? "&" : "", pair->name, pair->value);
	}
	return text;
}

static bool is_meant(const char *name, const char *only)
{
	if (only == NULL)
		return true;
	return *only == '!' ? strcmp(name, only + 1) != 0 : strcmp(name, only) == 0;
}

const char *alipay_encode(struct arena *a, const struct alipay_pairs *p, const char *only)
{
	const char *text = "";

	for (size_t i = 0; i < p->n; i++)
		if (is_meant(p->pair[i].name, only))
			text = arena_printf(a, "%s%s%s=%s", text, *text ? "&" : "",
					    text_percent(a, p->pair[i].name),
					    text_percent(a, p->pair[i].value));
	return text;
}

static int nibble(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch |= 0x20;
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

/* n bytes of form encoding; NULL when they hold a bad escape, a NUL or what is not UTF-8. */
static const char *decode(struct arena *a, const char *s, size_t n)
{
	char *out = arena_alloc(a, n + 1);
	size_t size = 0;

	for (size_t i = 0; i < n; i++) {
		int high = 0, low = 0;
		char ch = s[i] == '+' ? ' ' : s[i];

		if (ch == '%') {
			if (i + 2 >= n || (high = nibble(s[i + 1])) < 0 || (low = nibble(s[i + 2])) < 0)
				return NULL;
			ch = (char)(high << 4 | low);
			i += 2;
		}
		out[size++] = ch;
	}
	return text_utf8_valid(out, size) ? out : NULL;
}

static bool add(struct alipay_pairs *p, const char *name, const char *value)
{
	if (name == NULL || value == NULL || *name == '\0' || p->n == ALIPAY_PAIRS_MAX)
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->pair[i].name, name) == 0)
			return false;
	p->pair[p->n++] = (struct alipay_pair){name, value};
	return true;
}

bool alipay_decode(struct arena *a, const void *body, size_t n, struct alipay_pairs *out)
{
	const char *s = body, *end = s + n;

	out->n = 0;
	while (s < end) {
		const char *stop = memchr(s, '&', (size_t)(end - s));

		stop = stop ? stop : end;
		const char *equals = memchr(s, '=', (size_t)(stop - s));
		if (equals == NULL || !add(out, decode(a, s, (size_t)(equals - s)),
					   decode(a, equals + 1, (size_t)(stop - equals - 1))))
			return false;
		s = stop + 1;
	}
	return out->n > 0;
}

const char *alipay_value(const struct alipay_pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->pair[i].name, name) == 0)
			return p->pair[i].value;
	return "";
}

struct alipay_pairs alipay_question(struct arena *a, const struct rsa_key *key, int64_t now,
				    const char *method, const char *biz_content, const char *notify_url,
				    const char *return_url)
{
	struct alipay_pairs p = {.n = 0};

	add(&p, "app_id", conf_str(CONF_ALIPAY_APP_ID));
	add(&p, "method", method);
	add(&p, "format", "JSON");
	add(&p, "charset", "utf-8");
	add(&p, "sign_type", "RSA2");
	add(&p, "timestamp", pay_beijing(a, now));
	add(&p, "version", "1.0");
	add(&p, "notify_url", notify_url);
	add(&p, "return_url", return_url);
	add(&p, "biz_content", biz_content);
	const char *text = alipay_text(a, &p, ALIPAY_WITHOUT_EMPTY);
	add(&p, "sign", rsa_sign(a, key, text, strlen(text)));
	return p;
}

bool alipay_verify(struct arena *a, const struct rsa_key *alipay_key, struct alipay_pairs *p)
{
	static const int ways[] = {ALIPAY_WITHOUT_TYPE, ALIPAY_WITHOUT_TYPE | ALIPAY_WITHOUT_EMPTY, 0,
				   ALIPAY_WITHOUT_EMPTY};
	const char *sign = alipay_value(p, "sign");

	if (*sign == '\0' || strcmp(alipay_value(p, "sign_type"), "RSA2") != 0)
		return false;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const char *text = alipay_text(a, p, ways[i]);

		if (rsa_verify(a, alipay_key, text, strlen(text), sign))
			return true;
	}
	return false;
}

/* The end of the object that begins at s, one past its brace. NULL when it does not end. */
static const char *object_end(const char *s, const char *end)
{
	int depth = 0;
	bool quoted = false;

	for (; s < end; s++) {
		if (quoted && *s == '\\')
			s++;
		else if (*s == '"')
			quoted = !quoted;
		else if (!quoted && *s == '{')
			depth++;
		else if (!quoted && *s == '}' && --depth == 0)
			return s + 1;
	}
	return NULL;
}

/* The exact bytes of the object called name; *n of them. NULL when there is none. */
static const char *inner(struct arena *a, const char *body, size_t size, const char *name, size_t *n)
{
	const char *key = arena_printf(a, "\"%s\"", name), *end = body + size;
	const char *at = memmem(body, size, key, strlen(key));

	if (at == NULL)
		return NULL;
	at += strlen(key);
	while (at < end && strchr(" \t\r\n:", *at))
		at++;
	const char *stop = at < end && *at == '{' ? object_end(at, end) : NULL;
	*n = stop ? (size_t)(stop - at) : 0;
	return stop ? at : NULL;
}

static const char *node_name(struct arena *a, const char *method)
{
	char *name = arena_printf(a, "%s_response", method);

	for (char *p = name; *p; p++)
		if (*p == '.')
			*p = '_';
	return name;
}

/* Codes not listed: of 40004 ERR_DENIED. */
static const struct meaning {
	const char *code;
	enum err e;
} meanings[] = {
	{"20000",			   ERR_UNAVAILABLE},
	{"40005",			   ERR_LIMITED    },
	{"ACQ.TRADE_NOT_EXIST",             ERR_NOT_FOUND  },
	{"ACQ.TRADE_STATUS_ERROR",          ERR_CONFLICT   },
	{"ACQ.TRADE_HAS_SUCCESS",           ERR_CONFLICT   },
	{"ACQ.TRADE_HAS_FINISHED",          ERR_CONFLICT   },
	{"ACQ.TRADE_HAS_CLOSE",             ERR_CONFLICT   },
	{"ACQ.REASON_TRADE_STATUS_INVALID", ERR_CONFLICT   },
	{"ACQ.REASON_TRADE_REFUND_FEE_ERR", ERR_CONFLICT   },
	{"ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",  ERR_CONFLICT   },
	{"ACQ.DISCORDANT_REPEAT_REQUEST",   ERR_CONFLICT   },
	{"ACQ.SYSTEM_ERROR",                ERR_UNAVAILABLE},
	{"AOP.ACQ.SYSTEM_ERROR",            ERR_UNAVAILABLE},
	{"aop.ACQ.SYSTEM_ERROR",            ERR_UNAVAILABLE},
	{"isp.unknow-error",                ERR_UNAVAILABLE},
	{"aop.unknow-error",                ERR_UNAVAILABLE},
	{"isp.bill_not_exist",              ERR_NOT_FOUND  },
	{"BILL_NOT_EXIST",                  ERR_NOT_FOUND  },
};

static enum err mean(const char *code, const char *sub_code)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (strcmp(meanings[i].code, sub_code) == 0 || strcmp(meanings[i].code, code) == 0)
			return meanings[i].e;
	return ERR_DENIED;
}

/* A refusal before Alipay knows whose question it is bears no signature; it is believed as a refusal and
 * nothing else. */
static enum err refusal(struct arena *a, const json_t *object, bool is_signed, const char **problem)
{
	const char *code = pay_json_text(a, object, "code"), *sub_code = pay_json_text(a, object, "sub_code");
	enum err e = mean(code, sub_code);

	*problem = pay_word(a, *sub_code ? sub_code : *code ? code : "answer_unreadable", PAY_PROBLEM_MAX);
	if (*code == '\0')
		return ERR_UNAVAILABLE;
	return is_signed || e == ERR_UNAVAILABLE || e == ERR_LIMITED ? e : ERR_DENIED;
}

enum err alipay_answer(struct arena *a, const struct rsa_key *alipay_key, const char *method,
		       const char *body, size_t n, const json_t **out, const char **problem)
{
	size_t size = 0;
	const json_t *outer = pay_json_load(a, body, n);
	const char *sign = outer ? pay_json_text(a, outer, "sign") : "", *text = NULL;

	*problem = "answer_unreadable";
	if (outer == NULL)
		return ERR_UNAVAILABLE;
	if ((text = inner(a, body, n, node_name(a, method), &size)) == NULL &&
	    (text = inner(a, body, n, "error_response", &size)) == NULL)
		return ERR_UNAVAILABLE;
	bool is_signed = *sign != '\0';
	*problem = "answer_signature";
	if (is_signed && !rsa_verify(a, alipay_key, text, size, sign))
		return ERR_TAMPERED;
	*out = pay_json_load(a, text, size);
	if (*out == NULL || strcmp(pay_json_text(a, *out, "code"), "10000") != 0)
		return refusal(a, *out, is_signed, problem);
	if (!is_signed)
		return ERR_TAMPERED;
	*problem = "";
	return OK;
}
