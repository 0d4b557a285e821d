<?cs set:page.title = "登录与密码" ?><?cs set:page.nav = "security" ?><?cs include:"lib/portal_head.cs" ?>
<?cs include:"lib/security.cs" ?>
<?cs include:"lib/portal_foot.cs" ?>
