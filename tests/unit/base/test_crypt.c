/* crypt: known vectors, seals that cannot be changed or moved, files that cannot be cut, keys that are never replaced. */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"

static struct arena *arena;
static char directory[] = "/tmp/ccer-test-keys-XXXXXX";

static const char *inside(const char *name)
{
	return arena_printf(arena, "%s/%s", directory, name);
}

/* Complaints on stderr are expected: not to be shown. */
static bool quietly_init(void)
{
	int kept = dup(STDERR_FILENO);
	bool good;

	close(STDERR_FILENO);
	good = crypt_init(directory);
	dup2(kept, STDERR_FILENO);
	close(kept);
	return good;
}

static void write_file(const char *name, const void *p, size_t n, mode_t mode)
{
	int fd = open(inside(name), O_WRONLY | O_CREAT | O_TRUNC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	close(fd);
}

static void test_vectors(void **state)
{
	uint8_t out[32];
	struct crypt_hasher *h = crypt_hasher_new(arena);

	(void)state;
	crypt_hash(out, "abc", 3);
	assert_string_equal(text_hex(arena, out, 32), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	crypt_hasher_feed(h, "a", 1);
	crypt_hasher_feed(h, "bc", 2);
	crypt_hasher_finish(h, out);
	assert_string_equal(text_hex(arena, out, 32), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	assert_string_equal(crypt_sha256_hex(arena, "abc", 3), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	crypt_hmac_sha256(out, "Jefe", 4, "what do ya want for nothing?", 28);
	assert_string_equal(text_hex(arena, out, 32), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static void test_base64(void **state)
{
	(void)state;
	assert_string_equal(crypt_base64(arena, "\xfb\xff\xfe", 3), "-__-");
	assert_string_equal(crypt_base64(arena, "a", 1), "YQ");
	assert_string_equal(crypt_base64_standard(arena, "\xfb\xff\xfe\x61", 4), "+//+YQ==");
}

static void test_random(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++) {
		const char *text = crypt_random_text(arena, 22), *digits = crypt_random_digits(arena, 6);

		assert_int_equal(strlen(text), 22);
		assert_null(strpbrk(text, "0O1lI"));
		assert_int_equal(strspn(digits, "0123456789"), 6);
		assert_int_equal(strlen(digits), 6);
		assert_string_not_equal(text, crypt_random_text(arena, 22));
	}
	assert_true(crypt_equal("abc", "abc", 3));
	assert_false(crypt_equal("abc", "abd", 3));
}

static void test_keyed_hash(void **state)
{
	uint8_t one[32], two[32], other[32];

	(void)state;
	crypt_keyed_hash(one, KEY_INDEX, "x", 1);
	crypt_keyed_hash(two, KEY_INDEX, "x", 1);
	crypt_keyed_hash(other, KEY_AUDIT, "x", 1);
	assert_memory_equal(one, two, 32);
	assert_memory_not_equal(one, other, 32);
}

static void test_seal(void **state)
{
	size_t n, m;
	const char *secret = "11010519491231002X";
	uint8_t *sealed = crypt_seal(arena, "field/12/number", secret, strlen(secret), &n);

	(void)state;
	assert_int_equal(n, strlen(secret) + 1 + 4 + 24 + 16);
	assert_memory_equal(sealed, "\x01\x00\x00\x00\x01", 5);
	assert_string_equal(crypt_open(arena, "field/12/number", sealed, n, &m), secret);
	assert_int_equal(m, strlen(secret));
	assert_null(crypt_open(arena, "field/13/number", sealed, n, &m));
	assert_null(crypt_open(arena, "", sealed, n, &m));
	for (size_t cut = 0; cut < n; cut++)
		assert_null(crypt_open(arena, "field/12/number", arena_memdup(arena, sealed, cut), cut, &m));
	for (size_t bit = 40; bit < n * 8; bit++) {
		sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_null(crypt_open(arena, "field/12/number", sealed, n, &m));
		sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	sealed = crypt_seal(arena, "p", "", 0, &n);
	assert_string_equal(crypt_open(arena, "p", sealed, n, &m), "");
	assert_int_equal(m, 0);
}

static void test_password(void **state)
{
	const char *hash = crypt_password_hash(arena, "绿水青山就是金山银山");

	(void)state;
	assert_non_null(strstr(hash, "$argon2id$v=19$m=32768,t=3,p=1$"));
	assert_int_equal(crypt_password_verify(hash, "绿水青山就是金山银山"), OK);
	assert_int_equal(crypt_password_verify(hash, "绿水青山就是金山银"), ERR_DENIED);
	assert_int_equal(crypt_password_verify(NULL, "x"), ERR_DENIED);
	assert_string_not_equal(hash, crypt_password_hash(arena, "绿水青山就是金山银山"));
}

static void verify_nonsense(void *unused)
{
	(void)unused;
	_exit(crypt_password_verify("nonsense", "x"));
}

static void test_malformed_hash_is_wrong(void **state)
{
	(void)state;
	assert_int_equal(exit_status(verify_nonsense, NULL), ERR_DENIED);
}

/* Writes n patterned bytes as a sealed file, fed in uneven pieces. */
static void write_sealed(const char *name, const char *place, size_t n)
{
	int fd = open(inside(name), O_RDWR | O_CREAT | O_TRUNC, 0600);
	struct crypt_writer *w = crypt_writer_new(arena, fd, place);
	uint8_t piece[10007];

	for (size_t done = 0; done < n;) {
		size_t part = n - done < sizeof piece ? n - done : sizeof piece;

		for (size_t i = 0; i < part; i++)
			piece[i] = (uint8_t)((done + i) * 31 >> 3);
		assert_int_equal(crypt_writer_feed(w, piece, part), OK);
		done += part;
	}
	assert_int_equal(crypt_writer_finish(w), OK);
	close(fd);
}

/* Reads it all; *n what was read before the end or the error. */
static enum err read_sealed(const char *name, const char *place, size_t *n)
{
	int fd = open(inside(name), O_RDONLY);
	struct crypt_reader *r = crypt_reader_new(arena, fd, place);
	enum err e = r == NULL ? ERR_NOT_FOUND : OK;
	const uint8_t *p;
	size_t part = 1;

	for (*n = 0; e == OK && part > 0; *n += part) {
		e = crypt_reader_next(r, &p, &part);
		for (size_t i = 0; i < part; i++)
			assert_int_equal(p[i], (uint8_t)((*n + i) * 31 >> 3));
	}
	if (r != NULL)
		assert_int_equal(crypt_reader_next(r, &p, &part), e); /* the end and an error stay */
	close(fd);
	return e;
}

static const char *file_of(size_t n)
{
	write_sealed("file", "material/7/1", n);
	return "file";
}

static void test_files(void **state)
{
	static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 131072, 200000};
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct stat st;
		size_t chunks = sizes[i] == 0 ? 1 : (sizes[i] + 65535) / 65536;

		assert_int_equal(read_sealed(file_of(sizes[i]), "material/7/1", &n), OK);
		assert_int_equal(n, sizes[i]);
		assert_int_equal(stat(inside("file"), &st), 0);
		assert_int_equal(st.st_size, 29 + sizes[i] + 17 * chunks);
		arena_reset(arena);
	}
}

static enum err after_cut(size_t size, off_t keep)
{
	size_t n;

	file_of(size);
	assert_int_equal(truncate(inside("file"), keep), 0);
	return read_sealed("file", "material/7/1", &n);
}

static void change(off_t at, uint8_t to)
{
	int fd = open(inside("file"), O_RDWR);

	assert_int_equal(pwrite(fd, &to, 1, at), 1);
	close(fd);
}

static void tampering(void *unused)
{
	size_t n;

	(void)unused;
	assert_int_equal(after_cut(200000, 29 + 65553), ERR_TAMPERED); /* between chunks */
	assert_int_equal(after_cut(200000, 29 + 2 * 65553), ERR_TAMPERED);
	assert_int_equal(after_cut(200000, 29 + 65553 + 100), ERR_TAMPERED);
	assert_int_equal(after_cut(200000, 29), ERR_TAMPERED);
	assert_int_equal(after_cut(200000, 28), ERR_NOT_FOUND);
	assert_int_equal(after_cut(200000, 0), ERR_NOT_FOUND);
	assert_int_equal(after_cut(100, 29 + 116), ERR_TAMPERED);
	assert_int_equal(after_cut(100, 29 + 118), ERR_TAMPERED); /* a byte more */
	assert_int_equal(after_cut(65536, 29 + 65553 + 1), ERR_TAMPERED);
	assert_int_equal(read_sealed(file_of(1000), "material/8/1", &n), ERR_TAMPERED); /* moved */
	file_of(1000);
	change(500, 0xaa), change(501, 0xaa);
	assert_int_equal(read_sealed("file", "material/7/1", &n), ERR_TAMPERED);
	file_of(1000);
	change(4, 9); /* a key that is not here */
	assert_int_equal(read_sealed("file", "material/7/1", &n), ERR_NOT_FOUND);
	file_of(1000);
	change(0, 2);
	assert_int_equal(read_sealed("file", "material/7/1", &n), ERR_NOT_FOUND);
	_exit(42);
}

static void test_files_cut_moved_changed(void **state)
{
	(void)state;
	assert_int_equal(exit_status(tampering, NULL), 42);
}

static void full_disk(void *unused)
{
	int fd = open("/dev/full", O_WRONLY);
	struct crypt_writer *w = crypt_writer_new(arena, fd, "p");

	(void)unused;
	_exit(crypt_writer_feed(w, "x", 1) == ERR_UNAVAILABLE && crypt_writer_finish(w) == ERR_UNAVAILABLE ? 42 : 0);
}

static void test_full_disk(void **state)
{
	(void)state;
	assert_int_equal(exit_status(full_disk, NULL), 42);
}

/* Runs a step of changing the key without showing why it refuses. */
static bool quietly(bool (*step)(const char *, uint32_t), uint32_t id)
{
	int kept = dup(STDERR_FILENO);
	bool good;

	close(STDERR_FILENO);
	good = step(directory, id);
	dup2(kept, STDERR_FILENO);
	close(kept);
	return good;
}

static void seals_with(uint32_t id)
{
	size_t n;
	uint8_t *sealed = crypt_seal(arena, "p", "x", 1, &n);

	assert_int_equal(crypt_seal_id_in_use(), id);
	assert_int_equal(sealed[4], id); /* the head: version, four bytes of key id */
}

static uint32_t file_key_of(const char *name)
{
	int fd = open(inside(name), O_RDONLY);
	uint32_t id = crypt_file_seal_id(fd);

	assert_int_equal(lseek(fd, 0, SEEK_CUR), 0);
	close(fd);
	return id;
}

/* This process stands for a running program: it is in the way until it has been started again. */
static void test_new_seal_key(void **state)
{
	size_t n, m;
	uint8_t *old = crypt_seal(arena, "p", "old", 3, &n), *fresh;
	uint32_t id, ids[CRYPT_SEAL_KEYS_MAX];

	(void)state;
	write_sealed("before", "material/7/1", 100);
	assert_true(crypt_add_seal_key(directory, &id));
	assert_int_equal(id, 2);
	assert_false(quietly(crypt_use_seal_key, 2)); /* started before it was there */
	assert_true(crypt_init(directory));
	seals_with(1);                                /* readable, not yet used */
	assert_false(quietly(crypt_use_seal_key, 3));
	assert_true(crypt_use_seal_key(directory, 2));
	seals_with(1);                                /* as long as it runs */
	assert_false(quietly(crypt_seal_key_idle, 1));
	assert_true(crypt_init(directory));
	seals_with(2);
	assert_int_equal(crypt_seal_ids(ids), 2);
	assert_true(crypt_seal_key_idle(directory, 1));
	assert_false(quietly(crypt_seal_key_idle, 2));
	assert_string_equal(crypt_open(arena, "p", old, n, &m), "old");
	assert_int_equal(read_sealed("before", "material/7/1", &m), OK);
	assert_int_equal(file_key_of("before"), 1);
	assert_int_equal(file_key_of("seal-1.key"), 0);
	fresh = crypt_seal(arena, "p", "new", 3, &n);
	assert_string_equal(crypt_open(arena, "p", fresh, n, &m), "new");
	fresh[4] = 1;
	assert_null(crypt_open(arena, "p", fresh, n, &m));
}

static void test_retired_seal_key(void **state)
{
	size_t n, m;
	uint8_t *kept;
	uint32_t id;

	(void)state;
	assert_true(crypt_add_seal_key(directory, &id));
	assert_int_equal(id, 3);
	assert_true(crypt_init(directory));
	assert_true(crypt_use_seal_key(directory, 3));
	kept = crypt_seal(arena, "p", "kept", 4, &n);
	assert_false(quietly(crypt_destroy_seal_key, 2)); /* this process seals with it */
	assert_true(crypt_init(directory));
	assert_string_equal(crypt_open(arena, "p", kept, n, &m), "kept");
	assert_true(crypt_destroy_seal_key(directory, 2));
	assert_int_equal(access(inside("seal-2.key"), F_OK), -1);
	assert_false(quietly(crypt_destroy_seal_key, 3)); /* in use */
	assert_true(crypt_init(directory));
	assert_null(crypt_open(arena, "p", kept, n, &m));
	seals_with(3);
}

static void test_keys_are_made_once(void **state)
{
	char before[32], after[32];
	struct stat st;
	int fd;

	(void)state;
	fd = open(inside("index.key"), O_RDONLY);
	assert_int_equal(read(fd, before, 32), 32);
	close(fd);
	assert_true(crypt_make_keys(directory));
	fd = open(inside("index.key"), O_RDONLY);
	assert_int_equal(read(fd, after, 32), 32);
	assert_int_equal(fstat(fd, &st), 0);
	close(fd);
	assert_memory_equal(before, after, 32);
	assert_int_equal(st.st_mode & 07777, 0400);
	assert_int_equal(access(inside(".index.key.new"), F_OK), -1);
	assert_int_equal(access(inside("seal-4.key"), F_OK), -1);
}

static void test_bad_keys_refuse_the_start(void **state)
{
	(void)state;
	write_file("seal-7.key", "short", 5, 0400);
	assert_false(quietly_init());
	unlink(inside("seal-7.key"));
	write_file("seal-8.key", "01234567890123456789012345678901", 32, 0644);
	assert_false(quietly_init());
	unlink(inside("seal-8.key"));
	write_file("seal-007.key", "not a key's name", 16, 0644);
	assert_true(quietly_init());
	unlink(inside("seal-007.key"));
}

static void use_absent(void *unused)
{
	uint8_t out[32];

	(void)unused;
	crypt_keyed_hash(out, KEY_CODE, "x", 1);
}

static void test_signatures(void **state)
{
	uint8_t signature[CRYPT_SIGNATURE_BYTES], again[CRYPT_SIGNATURE_BYTES], public_key[CRYPT_PUBLIC_BYTES];
	char hex[2 * CRYPT_PUBLIC_BYTES + 2] = "";
	struct stat st;
	FILE *f;

	(void)state;
	assert_true(crypt_make_signing_key(directory));
	f = fopen(inside("anchor.public"), "re");
	assert_non_null(f);
	assert_non_null(fgets(hex, sizeof hex, f));
	assert_int_equal(fclose(f), 0);
	assert_true(crypt_unhex(public_key, sizeof public_key, hex));
	assert_int_equal(stat(inside("anchor.secret"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0400);
	assert_true(crypt_sign(directory, signature, "words", 5));
	assert_true(crypt_signed(public_key, signature, "words", 5));
	assert_false(crypt_signed(public_key, signature, "Words", 5));
	assert_true(crypt_make_signing_key(directory)); /* what is there stays */
	assert_true(crypt_sign(directory, again, "words", 5));
	assert_memory_equal(signature, again, sizeof again);
	public_key[0] ^= 1;
	assert_false(crypt_signed(public_key, signature, "words", 5));
	assert_false(crypt_unhex(public_key, sizeof public_key, "00ff"));
	hex[3] = 'x';
	assert_false(crypt_unhex(public_key, sizeof public_key, hex));
	assert_false(crypt_sign("/nonexistent/keys", signature, "words", 5));
}

static void test_absent_key(void **state)
{
	(void)state;
	assert_int_equal(unlink(inside("code.key")), 0);
	assert_true(crypt_init(directory));
	assert_int_equal(exit_status(use_absent, NULL), 70);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
}

static void remove_directory(void)
{
	static const char *const names[] = {
		"index.key", "csrf.key", "audit.key", "code.key", "seal-1.key", "seal-3.key", "seal.use", "file", "before",
		"anchor.secret", "anchor.public",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(inside(names[i]));
	rmdir(directory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_keyed_hash),
		cmocka_unit_test(test_seal),
		cmocka_unit_test(test_password),
		cmocka_unit_test(test_malformed_hash_is_wrong),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_files_cut_moved_changed),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_new_seal_key),
		cmocka_unit_test(test_retired_seal_key),
		cmocka_unit_test(test_keys_are_made_once),
		cmocka_unit_test(test_bad_keys_refuse_the_start),
		cmocka_unit_test(test_signatures),
		cmocka_unit_test(test_absent_key),
	};
	int failed;

	arena = arena_new();
	if (mkdtemp(directory) == NULL || !crypt_make_keys(directory) || !crypt_init(directory))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	remove_directory();
	arena_free(arena);
	return failed;
}
