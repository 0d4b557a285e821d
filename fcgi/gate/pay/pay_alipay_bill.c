/* pay_alipay_bill.c: Alipay's bill: a zip of CSV files in GBK, one of the transactions and one of
 * their totals, told apart by what they contain since their names are GBK too. */
#include <iconv.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "base/log.h"
#include "gate/pay/pay_alipay.h"
#include "gate/pay/pay_bill.h"

enum { FILES_MAX = 20 };

/* The table ends with a line of '#'. */
static bool goes_on(const char *line)
{
	return *line != '#';
}

static const struct bill_format format = {
	.heading = {
		[BILL_AT] = "完成时间",
		[BILL_TRADE] = "支付宝交易号",
		[BILL_OUT_TRADE] = "商户订单号",
		[BILL_OUT_REFUND] = "退款批次号/请求号",
		[BILL_KIND] = "业务类型",
		[BILL_AMOUNT] = "订单金额（元）",
		[BILL_FEE] = "服务费（元）",
		[BILL_STATUS] = "业务类型",
	},
	.refund_kind = "退款",
	.separator = ",",
	.goes_on = goes_on,
	.below_zero = true,
};

static void discard(void *p)
{
	zip_discard(p);
}

static zip_t *open_zip(struct arena *a, const void *bytes, size_t n)
{
	zip_error_t error;

	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes, n, 0, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
	zip_error_fini(&error);
	if (zip == NULL)
		zip_source_free(source);
	else
		arena_defer(a, discard, zip);
	return zip;
}

/* The bytes of one file; libzip checks their length and CRC. NULL when they do not hold or are too many. */
static char *unpack(struct arena *a, zip_t *zip, zip_uint64_t i, size_t *n)
{
	zip_stat_t s;

	if (zip_stat_index(zip, i, 0, &s) != 0 || !(s.valid & ZIP_STAT_SIZE) || s.size > PAY_BILL_MAX)
		return NULL;
	zip_file_t *file = zip_fopen_index(zip, i, 0);
	char *out = arena_alloc(a, s.size + 1);
	zip_int64_t got = file ? zip_fread(file, out, s.size) : -1;
	/* Reading past the end is what has the checksum compared. */
	char more;
	bool whole = got == (zip_int64_t)s.size && zip_fread(file, &more, 1) == 0;
	if (file && zip_fclose(file) != 0)
		whole = false;
	*n = (size_t)s.size;
	return whole ? out : NULL;
}

static const char *from_gbk(struct arena *a, char *s, size_t n)
{
	size_t room = 3 * n;
	char *out = arena_alloc(a, room + 1), *to = out;
	iconv_t cd = iconv_open("UTF-8", "GB18030");

	if (cd == (iconv_t)-1) {
		log_error("alipay: this system cannot read GBK");
		return NULL;
	}
	bool good = iconv(cd, &s, &n, &to, &room) != (size_t)-1;
	iconv_close(cd);
	return good ? out : NULL;
}

enum err alipay_bill_read(struct arena *a, const void *bytes, size_t n, struct pay_bill *out,
			  const char **problem)
{
	zip_t *zip = open_zip(a, bytes, n);
	zip_int64_t files = zip ? zip_get_num_entries(zip, 0) : 0;

	*problem = "bill_unreadable";
	for (zip_int64_t i = 0; i < files && i < FILES_MAX; i++) {
		size_t size;
		char *packed = unpack(a, zip, (zip_uint64_t)i, &size);
		const char *text = packed ? from_gbk(a, packed, size) : NULL;

		if (text == NULL)
			return ERR_UNAVAILABLE;
		if (bill_is_here(text, &format))
			return bill_read(a, text, &format, out, problem);
	}
	return ERR_UNAVAILABLE;
}
