/* font_leaks: what LeakSanitizer need not report in tests that load fonts: what fontconfig keeps for the life of the process it no
 * longer points to at its end; cairo 1.16 loses 768 bytes a page. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig.so\nleak:libcairo.so";
}
