<?cs set:page.title = "开户指南" ?><?cs set:page.nav = "guide" ?><?cs include:"lib/portal_head.cs" ?>
<h1><?cs var:notice.title ?></h1>
<p class="muted"><?cs var:notice.published ?>发布</p>
<?cs include:"lib/notice.cs" ?>
<div class="actions"><a class="button" href="<?cs if:signed_in == "visitor" ?>/apply<?cs else ?>/register<?cs /if ?>">开始申请</a></div>
<?cs include:"lib/portal_foot.cs" ?>
