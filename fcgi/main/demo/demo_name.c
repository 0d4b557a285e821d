/* demo_name.c: organisations and people that look real and are nobody: addresses end in example.com, codes and numbers have their
 * check digits. What becomes of their applications is demo_story.c's. */
#include <string.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/log.h"
#include "main/demo/demo.h"

enum { CODES = 100000000, CODE_STEP = 7368787 }; /* the step has no divisor in common with CODES */

struct place { const char *region, *postcode, *area, *province, *city, *county, *prefix; };
static const struct place places[] = {
	{"110105", "100020", "010", "北京市", "北京市", "朝阳区", "北京"},
	{"110112", "101100", "010", "北京市", "北京市", "通州区", "北京"},
	{"310115", "200120", "021", "上海市", "上海市", "浦东新区", "上海"},
	{"120104", "300100", "022", "天津市", "天津市", "南开区", "天津"},
	{"500103", "400010", "023", "重庆市", "重庆市", "渝中区", "重庆"},
	{"440106", "510630", "020", "广东省", "广州市", "天河区", "广州"},
	{"440305", "518000", "0755", "广东省", "深圳市", "南山区", "深圳"},
	{"320106", "210009", "025", "江苏省", "南京市", "鼓楼区", "南京"},
	{"320594", "215028", "0512", "江苏省", "苏州市", "工业园区", "苏州"},
	{"330106", "310012", "0571", "浙江省", "杭州市", "西湖区", "杭州"},
	{"420111", "430070", "027", "湖北省", "武汉市", "洪山区", "武汉"},
	{"430104", "410006", "0731", "湖南省", "长沙市", "岳麓区", "湖南"},
	{"510107", "610041", "028", "四川省", "成都市", "武侯区", "成都"},
	{"530102", "650031", "0871", "云南省", "昆明市", "五华区", "云南"},
	{"350203", "361004", "0592", "福建省", "厦门市", "思明区", "厦门"},
	{"370102", "250014", "0531", "山东省", "济南市", "历下区", "山东"},
	{"610113", "710061", "029", "陕西省", "西安市", "雁塔区", "陕西"},
	{"230103", "150001", "0451", "黑龙江省", "哈尔滨市", "南岗区", "黑龙江"},
	{"150105", "010020", "0471", "内蒙古自治区", "呼和浩特市", "赛罕区", "内蒙古"},
	{"650104", "830011", "0991", "新疆维吾尔自治区", "乌鲁木齐市", "新市区", "新疆"},
};
enum { PLACES = sizeof places / sizeof *places };

#define PICK(d, list) ((list)[demo_name_roll((d), (int64_t)(sizeof(list) / sizeof *(list)))])

static const char *const words[] = {
	"青", "岚", "绿", "源", "泽", "林", "清", "远", "恒", "盛", "华", "景", "瑞", "丰", "宏", "达", "安", "和", "天", "海", "云",
	"川", "禾", "森", "润", "嘉", "鼎", "信", "博", "创", "联", "元", "启", "新", "正", "诚", "永", "昌", "融", "碧", "沃", "澄"};
static const char *const trades[] = {"碳资产管理", "新能源", "林业发展", "环保科技", "生态农业", "水泥", "钢铁", "化工", "电力", "节能技术",
				     "造纸", "生物质能源", "环境工程", "低碳咨询", "风电", "光伏科技"};
static const char *const endings[] = {"有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司", "集团有限公司"};
static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
				       "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "欧阳", "上官"};
static const char *const given[] = {"伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "涛", "明", "超", "秀兰", "霞", "平",
				    "刚", "桂英", "文博", "思远", "雨桐", "子涵", "浩然", "欣怡", "建国", "晓东", "丽华", "志强", "佳宁"};
static const char *const posts[] = {"综合部经理", "财务部主管", "碳管理专员", "法务经理", "总经理助理", "能源管理负责人"};
static const char *const streets[] = {"人民路", "建设大道", "科技路", "滨河东路", "中山路", "创新大街", "高新三路", "绿源街"};

struct demo_dice demo_name_dice(int64_t seed)
{
	return (struct demo_dice){(uint64_t)seed * 0x9E3779B97F4A7C15u + 1};
}

int64_t demo_name_roll(struct demo_dice *d, int64_t below)
{
	uint64_t x = d->state += 0x9E3779B97F4A7C15u; /* splitmix64 */

	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return (int64_t)((x ^ (x >> 31)) % (uint64_t)below);
}

/* ---- numbers ---- */

/* Of GB 11714: eight digits and the ninth that follows from them. */
static char *organisation_code(struct arena *a, int64_t number)
{
	static const int weight[] = {3, 7, 9, 10, 5, 8, 4, 2};
	char *code = arena_printf(a, "%08lld?", (long long)((number * CODE_STEP + 12345678) % CODES));
	int sum = 0;

	for (int i = 0; i < 8; i++)
		sum += (code[i] - '0') * weight[i];
	code[8] = "0X987654321"[sum % 11]; /* 11 - the rest */
	return code;
}

/* Of GB 32100: whichever last character check_uscc takes. */
static const char *uscc(struct arena *a, const struct place *p, int64_t number)
{
	char *code = arena_printf(a, "91%s%s?", p->region, organisation_code(a, number));

	for (const char *last = "0123456789ABCDEFGHJKLMNPQRTUWXY"; *last; last++) {
		code[17] = *last;
		if (!check_uscc(code))
			return code;
	}
	die("demo: no code ends %.17s", code);
}

static const char *resident_id(struct arena *a, struct demo_dice *d, const struct place *p)
{
	static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	char *id = arena_printf(a, "%s%04d%02d%02d%03d?", p->region, 1962 + (int)demo_name_roll(d, 40),
				1 + (int)demo_name_roll(d, 12), 1 + (int)demo_name_roll(d, 28), (int)demo_name_roll(d, 999));
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (id[i] - '0') * weight[i];
	id[17] = "10X98765432"[sum % 11];
	return id;
}

/* ---- answers ---- */

struct maker {
	struct arena *a;
	struct demo_dice d;
	const struct place *place;
	struct values v;
};

static const char *mobile(struct maker *m)
{
	return arena_printf(m->a, "199%08lld", (long long)demo_name_roll(&m->d, CODES));
}

static void set_person(struct maker *m, const char *who, const char *what, const char *value)
{
	values_set(&m->v, arena_printf(m->a, "%s_%s", who, what), value);
}

static void make_person(struct maker *m, const char *who)
{
	const char *surname = PICK(&m->d, surnames);

	set_person(m, who, "name", arena_printf(m->a, "%s%s", surname, PICK(&m->d, given)));
	set_person(m, who, "document", "resident_id");
	set_person(m, who, "number", resident_id(m->a, &m->d, m->place));
	set_person(m, who, "valid_until", "2040-12-31");
	set_person(m, who, "mobile", mobile(m));
	if (!strcmp(who, "signatory"))
		return;
	set_person(m, who, "email", arena_printf(m->a, "%s%lld@example.com", who, (long long)demo_name_roll(&m->d, CODES)));
	if (strcmp(who, "trader"))
		set_person(m, who, "post", PICK(&m->d, posts));
}

static void make_organisation(struct maker *m, int64_t number)
{
	static const char *const kinds[] = {"other", "other", "other", "project_owner", "project_owner", "local_emitter",
					    "national_emitter"};
	const char *first = PICK(&m->d, words), *second = PICK(&m->d, words), *trade = PICK(&m->d, trades);
	const char *address = arena_printf(m->a, "%s%s%s%lld号", m->place->city, m->place->county, PICK(&m->d, streets),
					   (long long)demo_name_roll(&m->d, 400) + 1);
	const char *const answers[][2] = {
		{"org_name", arena_printf(m->a, "%s%s%s%s%s", m->place->prefix, first, second, trade, PICK(&m->d, endings))},
		{"uscc", uscc(m->a, m->place, number)}, {"kind", PICK(&m->d, kinds)}, {"subject", "legal_person"},
		{"foreign_invested", "no"}, {"industry", "M"}, {"province", m->place->province}, {"city", m->place->city},
		{"county", m->place->county}, {"registered_address", address}, {"correspondence_address", address},
		{"postcode", m->place->postcode},
		{"telephone", arena_printf(m->a, "%s-8%07lld", m->place->area, (long long)demo_name_roll(&m->d, 10000000))},
		{"founded_on", arena_printf(m->a, "%04d-%02d-18", 1998 + (int)demo_name_roll(&m->d, 24),
					    1 + (int)demo_name_roll(&m->d, 12))},
		{"licence_valid_until", "2045-12-31"},
		{"capital", arena_printf(m->a, "%lld", (long long)(1 + demo_name_roll(&m->d, 90)) * 100)},
		{"scope", arena_printf(m->a, "%s；技术开发、技术咨询、技术服务；企业管理咨询。", trade)},
	};

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		values_set(&m->v, answers[i][0], answers[i][1]);
}

static void make_rest(struct maker *m)
{
	static const char *const yes[] = {"declare_registered", "declare_reputable", "declare_unbarred", "declare_prudent", "declare_truth",
					  "declare_personal_data"};

	values_set(&m->v, "trader_address", values_get(&m->v, "correspondence_address"));
	values_set(&m->v, "agreement_signed_by", "signatory");
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		values_set(&m->v, yes[i], "yes");
	values_set(&m->v, "project_name", arena_printf(m->a, "%s%s造林碳汇项目", m->place->city, m->place->county));
	values_set(&m->v, "project_methodology", "CCER-14-001-V01 造林碳汇");
	values_set(&m->v, "project_forestry", "yes");
	values_set(&m->v, "project_is_owner", "yes");
}

struct values demo_name_values(struct arena *a, int64_t number)
{
	static const char *const people[] = {"signatory", "initiator", "confirmer", "contact", "trader"};
	struct maker m = {.a = a, .d = demo_name_dice(number), .v = values_new(a)};

	m.place = &places[demo_name_roll(&m.d, PLACES)];
	make_organisation(&m, number);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		make_person(&m, people[i]);
	make_rest(&m);
	return m.v;
}
