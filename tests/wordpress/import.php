<?php
// php import.php SITE IMPORTER FILE PARSER: WordPress's importer in the folder IMPORTER brings the archive FILE into SITE; authors are made.
[, $site, $importer, $file, $parser] = $argv;
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1'];
define('WP_LOAD_IMPORTERS', true);
define('PREFERRED_WXR_PARSER', $parser);
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/admin.php';
require "$importer/wordpress-importer.php";
wp_set_current_user(get_user_by('login', 'admin')->ID);
$import = new WP_Import();
$_POST['imported_authors'] = array_keys($import->parse($file)['authors']);
$import->import($file);
