/* office_site.c: every page of the back office and who may see it. */
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/office/notice/notice_pages.h"
#include "page/office/notice/office_revision.h"
#include "page/office/office.h"
#include "page/office/office_case_here.h"
#include "page/office/office_frame.h"
#include "page/office/office_pages.h"
#include "page/office/paper/paper_pages.h"
#include "page/office/review/review_pages.h"
#include "page/once.h"
#include "page/page.h"
#include "page/security.h"
#include "page/site/sites.h"

enum {
	REVIEWER = ROLE_INITIAL_REVIEWER | ROLE_SECOND_REVIEWER | ROLE_REGISTRY_REVIEWER,
	SUPERVISOR = ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR,
	LOOKER = OFFICE_LOOKERS,
};

static const char case_view[] = "office/review/case.cs", papers_view[] = "office/paper/papers.cs",
		  authenticator_view[] = "office/authenticator.cs";

static const struct route routes[] = {
	LOOK("/office", RIGHT_ANYBODY, NULL, office_home, NULL),
	LOOK("/office/sign-in", RIGHT_ANYBODY, NULL, office_sign_in, "office/sign_in.cs"),
	SEND("/office/sign-in", RIGHT_ANYBODY, &office_sign_in_form,
	     office_sign_in_start, "office/sign_in.cs", office_sign_in),
	LOOK("/office/second-factor", RIGHT_PASSWORD, NULL, office_second_factor, "office/second_factor.cs"),
	SEND("/office/second-factor", RIGHT_PASSWORD, &office_second_factor_form,
	     office_second_factor_use, "office/second_factor.cs", office_second_factor),
	SEND("/office/second-factor/resend", RIGHT_PASSWORD, NULL,
	     office_second_factor_send, "office/second_factor.cs", office_second_factor),
	SEND("/office/sign-out", RIGHT_STAFF, NULL, office_sign_in_end, NULL, NULL),
	LOOK("/office/security", RIGHT_STAFF, &security_query, office_security, "office/security.cs"),
	SEND("/office/security/end", RIGHT_STAFF, &security_session_form,
	     office_security_end, "office/security.cs", office_security),
	SEND("/office/security/end-others", RIGHT_STAFF, NULL,
	     office_security_end_others, "office/security.cs", office_security),
	SEND("/office/security/password", RIGHT_STAFF, &security_password_form,
	     office_security_change_password, "office/security.cs", office_security),
	LOOK("/office/authenticator", RIGHT_STAFF, NULL, office_authenticator, authenticator_view),
	SEND("/office/authenticator/code", RIGHT_STAFF, NULL,
	     office_authenticator_send, authenticator_view, office_authenticator),
	SEND("/office/authenticator/verify", RIGHT_STAFF, &office_authenticator_form,
	     office_authenticator_use, authenticator_view, office_authenticator),
	SEND("/office/authenticator/start", RIGHT_STAFF, NULL,
	     office_authenticator_start, authenticator_view, office_authenticator),
	SEND("/office/authenticator/confirm", RIGHT_STAFF, &office_authenticator_form,
	     office_authenticator_confirm, authenticator_view, office_authenticator,
	     .again = office_authenticator_again),
	SEND("/office/authenticator/recovery", RIGHT_STAFF, NULL,
	     office_authenticator_make, authenticator_view, office_authenticator,
	     .again = office_authenticator_again),
	SEND("/office/authenticator/end", RIGHT_STAFF, NULL,
	     office_authenticator_end, authenticator_view, office_authenticator),
	LOOK("/office/queue", RIGHT_STAFF, &office_queue_form, office_queue, "office/review/queue.cs"),
	SEND("/office/queue/next", REVIEWER, &office_queue_claim_form,
	     office_queue_claim, "office/review/queue.cs", office_queue),
	LOOK("/office/case/{}", LOOKER, &office_case_query, office_case, case_view, .begin = office_case_begin),
	SEND("/office/case/{}/claim", REVIEWER, &office_case_form, office_case_claim, case_view, office_case_show,
	     .begin = office_case_begin),
	SEND("/office/case/{}/release", REVIEWER, &office_case_form,
	     office_case_release, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/reassign", SUPERVISOR, &office_case_reassign_form,
	     office_case_reassign, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/mark", REVIEWER, &office_case_mark_form, office_case_mark, case_view, office_case_show,
	     .begin = office_case_begin),
	SEND("/office/case/{}/mark-rest", REVIEWER, &office_case_form,
	     office_case_mark_rest, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/pass", REVIEWER, &office_case_pass_form, office_case_pass, case_view, office_case_show,
	     .begin = office_case_begin),
	SEND("/office/case/{}/step-up", ROLE_REGISTRY_REVIEWER, &office_case_form,
	     office_case_send_code, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/return", REVIEWER, &office_case_reason_form,
	     office_case_return, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/propose-refusal", REVIEWER, &office_case_reason_form,
	     office_case_propose_refusal, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/refuse", SUPERVISOR, &office_case_reason_form,
	     office_case_refuse, case_view, office_case_show, .begin = office_case_begin),
	LOOK("/office/case/{}/papers", LOOKER, &office_papers_query, office_papers, papers_view, .begin = office_case_begin),
	SEND("/office/case/{}/receive", ROLE_SECOND_REVIEWER, &office_papers_form,
	     office_papers_receive, papers_view, office_papers_show, .begin = office_case_begin),
	SEND("/office/case/{}/paper", ROLE_SECOND_REVIEWER, &office_papers_form,
	     office_papers_save, papers_view, office_papers_show, .begin = office_case_begin),
	SEND("/office/case/{}/return-paper", ROLE_SECOND_REVIEWER, &office_case_reason_form,
	     office_case_return_paper, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/reveal", LOOKER, &office_case_form, office_case_reveal, case_view, office_case_show,
	     .each = "a look at what is hidden: each is noted", .begin = office_case_begin),
	SEND("/office/case/{}/reissue", OFFICE_REISSUERS, &office_case_reissue_form,
	     office_case_reissue, case_view, office_case_show, .begin = office_case_begin),
	SEND("/office/case/{}/resend", OFFICE_RESENDERS, &office_case_send_message_form,
	     office_case_send_message, case_view, office_case_show, .begin = office_case_begin),
	LOOK("/office/receive", ROLE_SECOND_REVIEWER, &office_receive_query, office_receive, "office/paper/receive.cs"),
	SEND("/office/receive", ROLE_SECOND_REVIEWER, &office_receive_form,
	     office_receive_find, "office/paper/receive.cs", office_receive,
	     .each = "looks something up"),
	LOOK("/office/hand-over", OFFICE_SIDES, &office_hand_over_query, office_hand_over, "office/paper/hand_over.cs"),
	SEND("/office/hand-over", ROLE_SECOND_REVIEWER, &office_hand_over_form,
	     office_hand_over_make, "office/paper/hand_over.cs", office_hand_over),
	SEND("/office/hand-over/find", OFFICE_SIDES, &office_hand_over_number_form,
	     office_hand_over_find, "office/paper/hand_over.cs", office_hand_over,
	     .each = "looks something up"),
	LOOK("/office/hand-over/{}", OFFICE_SIDES, NULL, office_hand_over_one, "office/paper/hand_over_one.cs"),
	SEND("/office/hand-over/{}/accept", ROLE_RECEIVER, &office_hand_over_accept_form,
	     office_hand_over_one_accept, "office/paper/hand_over_one.cs", office_hand_over_one),
	SEND("/office/hand-over/{}/dispute", ROLE_RECEIVER, &office_hand_over_dispute_form,
	     office_hand_over_one_dispute, "office/paper/hand_over_one.cs", office_hand_over_one),
	LOOK("/office/hand-over/{}/print", OFFICE_SIDES, NULL, office_hand_over_print, NULL),
	LOOK("/office/case/{}/document/{}", LOOKER, &office_document_form, office_document, NULL, .begin = office_case_begin),
	LOOK("/office/file/{}/page/{}", LOOKER, &office_file_form, office_file_page, NULL),
#include "page/office/finance/office_finance_routes.def"
#include "page/office/notice/office_revision_routes.def"
	LOOK("/office/messages", OFFICE_SEEKERS, &office_messages_form, office_messages, "office/messages.cs"),
	SEND("/office/messages", OFFICE_SEEKERS, &office_messages_find_form,
	     office_messages_find, "office/messages.cs", office_messages,
	     .each = "looks something up"),
	LOOK("/office/operations", OFFICE_OPERATORS, NULL, office_operations, "office/operations.cs"),
	LOOK("/office/audit", ROLE_AUDITOR, &office_audit_form, office_audit, "office/audit.cs"),
};

const struct site office_site = {
	.name = "office",
	.route = routes,
	.count = sizeof routes / sizeof *routes,
	.identify = page_identify_office,
	.first_form = page_first_form,
	.permit = page_permit,
	.keep = page_keep,
	.sign_in = "/office/sign-in",
	.frame = office_frame,
	.before_commit = page_before_commit,
	.form_begin = once_begin,
	.form_end = once_end,
	.form_recall = once_recall,
	.has_notes = page_has_notes,
	.rewind = page_rewind,
	.no_right = page_no_right,
};
