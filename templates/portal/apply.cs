<?cs set:page.nav = "apply" ?><?cs set:page.title = "我的申请" ?><?cs include:"lib/portal_head.cs" ?>
<?cs if:show == "start" ?><?cs include:"portal/apply_start.cs" ?><?cs elif:show == "tasks" ?><?cs include:"portal/apply_tasks.cs" ?><?cs else ?><?cs include:"portal/apply_status.cs" ?><?cs /if ?>
<?cs include:"lib/portal_foot.cs" ?>
