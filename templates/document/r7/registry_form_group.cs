<?cs set:title = "注册登记系统机构团体开户申请表" ?><?cs include:"document/r7/registry_form.cs" ?>
