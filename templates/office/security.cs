<?cs set:page.title = "登录与密码" ?><?cs include:"lib/office_head.cs" ?>
<?cs include:"lib/security.cs" ?>
<?cs include:"lib/office_foot.cs" ?>
