<?cs set:page.title = case.org_name ?>
<?cs set:page.wide = "1" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/factor_macros.cs" ?>
<?cs include:"office/review/case_macros.cs" ?>
<?cs include:"office/review/case_head.cs" ?>
<div class="review" data-review>
<?cs include:"office/review/case_data.cs" ?>
<?cs include:"office/review/case_history.cs" ?>
</section>
<?cs include:"office/review/case_viewer.cs" ?>
<?cs include:"office/review/case_todo.cs" ?>
</div>

<?cs include:"lib/office_foot.cs" ?>
