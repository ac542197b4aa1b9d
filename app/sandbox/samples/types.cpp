// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/samples/shop.h"
#include "app/sandbox/samples/workspacewriter.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// Columns as a server of another version could send them: other spacing, unknown keys, numbers that a double cannot hold.
constexpr char OddColumns[]
    = R"([{"name":"id","type":"int","description":"","nullable":false,"default":"","required":true,"access":"public","sensitive":false,"style":"single"},
 { "name" : "spaced" , "type" : "text" , "description":"white space of its own" , "zzz_unknown" : { "b" : 2 , "a" : 1 } },
{"name":"number_texts","type":"json","description":"","config":{"one":1.0,"tenth":0.10,"hundred":1e2,"minus":-0,"huge":1e400,"word":18446744073709551615}},
{"name":"lone_surrogate","type":"text","description":"\ud800 stands alone","nullable":true},
{"name":"escaped","type":"text","description":"caf\u00e9 \/ \u0041"},
{"name":"from_the_future","type":"hologram","description":"a type that no client knows yet","resolution":[1.50,2.50]},
{"name":"by_filters","type":"int","validators":{"min":0,"max":18446744073709551615}},
{"name":"labelled_enum","type":"enum","values":[{"value":"a","label":"First"},{"value":"b"}],"default":"a"},
{"name":"no_default_key","type":"text"},{"name":"null_default","type":"text","default":null},{"name":"empty_default","type":"text","default":""},{"name":"decimal_default","type":"decimal","default":0.10}])";

/// A record of the table below, in the shapes that the service gives such values.
constexpr char EveryValue[]
    = R"("a_text":"Hello","a_int":42,"a_decimal":1.50,"a_bool":true,"a_timestamp":1705311000000,"a_date":"2024-01-15",)"
      R"("a_uuid":"7d9f2c1e-0000-4000-8000-000000000001","a_json":{"deep":[1,null,"x"]},"a_email":"someone@types.invalid",)"
      R"("a_password":null,"a_image":null,"a_video":null,"a_audio":null,"a_attachment":null,)"
      R"("a_geo_point":{"type":"point","data":{"lng":4.35,"lat":50.85}},"a_geo_linestring":null,"a_geo_polygon":null,)"
      R"("a_geo_multipoint":null,"a_geo_multilinestring":null,"a_geo_multipolygon":null,"an_enum":"middle",)"
      R"("a_list":["one","two"],"a_vector":[0.1,0.2,0.3],)"
      R"("group":{"title":"Nested","score":0.50,"deeper":{"flag":true}},"validated":"Abc","a_text_of_plaintext":"plain",)"
      R"("a_text_of_yaml":"key: value","a_text_of_html":"<p>text</p>","a_text_of_xml":"<x/>")";

QByteArray everyType()
{
    QByteArrayList columns;
    const QByteArrayList types{"text",
                               "int",
                               "decimal",
                               "bool",
                               "timestamp",
                               "date",
                               "uuid",
                               "json",
                               "email",
                               "password",
                               "image",
                               "video",
                               "audio",
                               "attachment",
                               "geo_point",
                               "geo_linestring",
                               "geo_polygon",
                               "geo_multipoint",
                               "geo_multilinestring",
                               "geo_multipolygon"};
    for (const QByteArray &type : types)
        columns += R"({"name":"a_)" + type + R"(","type":")" + type
            + R"(","description":"","nullable":true,"default":"","required":false,"access":"public","sensitive":false,"style":"single"})";
    columns
        += R"({"name":"an_enum","type":"enum","description":"","nullable":false,"default":"low","required":true,"access":"public","sensitive":false,"style":"single","values":["low","middle","high"]})";
    columns
        += R"({"name":"a_list","type":"text","description":"many","nullable":false,"default":"","required":false,"access":"private","sensitive":false,"style":"list"})";
    columns
        += R"({"name":"a_vector","type":"vector","description":"","nullable":true,"default":"","required":false,"access":"internal","sensitive":false,"style":"single","vector":{"size":3}})";
    columns
        += R"({"name":"group","type":"object","description":"nested","nullable":true,"required":false,"access":"public","sensitive":false,"style":"single","children":[{"name":"title","type":"text","required":true},{"name":"score","type":"decimal","default":0.50},{"name":"deeper","type":"object","children":[{"name":"flag","type":"bool"}]}]})";
    columns
        += R"({"name":"validated","type":"text","description":"","nullable":false,"default":"","required":true,"access":"public","sensitive":true,"style":"single","format":"markdown","validators":{"trim":true,"min":2,"max":80,"pattern":"^[A-Z]"}})";
    for (const QByteArray &format : QByteArrayList{"plaintext", "yaml", "html", "xml"})
        columns += R"({"name":"a_text_of_)" + format
            + R"(","type":"text","description":"","nullable":false,"default":"","required":false,"access":"public","sensitive":false,"style":"single","format":")"
            + format + R"("})";
    return columns.join(',');
}

} // namespace

void fillTypes(Database &database, int instance, qint64 workspace)
{
    WorkspaceWriter writer(database, instance, workspace, u"types"_s,
                           u"Every field type, and JSON that is easily spoiled"_s);
    writer.branch(u"v1"_s, true, {});
    writer.dataSource(u"live"_s, u"#d64545"_s);
    const qint64 every = writer.table(u"every_type"_s, u"One field of each type"_s, everyType());
    const qint64 odd = writer.wholeTable(
        u"odd_json"_s, u"What only a careful client gives back as it was"_s, OddColumns,
        R"([{"id":"30000001","type":"primary","fields":[{"name":"id"}]},{"id":"30000002","type":"gin","fields":[{"name":"number_texts","op":"jsonb_path_op"}],"zzz":1.0}])");
    writer.table(u"refers"_s, u"References of both kinds"_s,
                 R"({"name":"every_id","type":"int","tableref_id":)" + QByteArray::number(every)
                     + R"(},{"name":"odd_uuid","type":"uuid","tableref_id":)" + QByteArray::number(odd) + "}");
    writer.wholeTable(u"keyed_by_uuid"_s, u"Its primary key is a uuid"_s,
                      R"([{"name":"id","type":"uuid","required":true},{"name":"name","type":"text"}])",
                      R"([{"id":"30000003","type":"primary","fields":[{"name":"id"}]}])");
    writer.table(u"Names, with \U0001F600 & <b>markup</b>"_s, u"A table's name is free text"_s,
                 R"({"name":"a b","type":"text"})");
    writer.record(every, u"live"_s, EveryValue);
    writer.record(
        odd, u"live"_s,
        R"("spaced":"x","number_texts":{"one":1.0,"tenth":0.10,"hundred":1e2,"minus":-0,"huge":1e400,"word":18446744073709551615},"lone_surrogate":"\ud800","escaped":"caf\u00e9","from_the_future":1.50,"by_filters":3,"labelled_enum":"a","no_default_key":"","null_default":null,"empty_default":"","decimal_default":0.10)");
    writer.logic(u"apigroup"_s, u"v1"_s, u"nothing_here"_s, u"A group without endpoints"_s, {});
    writer.logic(u"function"_s, u"v1"_s, u"echo"_s, {}, u"function echo {\n}\n"_s);
    writer.logic(u"task"_s, u"v1"_s, u"idle"_s, {}, u"task idle {\n}\n"_s);
}

} // namespace metascope::sandbox
