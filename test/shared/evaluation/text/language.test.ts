import { describe, expect, it } from 'vitest';
import { isFunctionWord, languageOf } from '../../../../shared/evaluation/text/language.ts';
import { tokenize } from '../../../../shared/evaluation/text/tokens.ts';

const spoken = (text: string): string | null => languageOf(tokenize(text));

describe('the language of a text', () => {
  it.each([
    ['en', 'A cache keeps the data that is read most often, so that the database has less to do.'],
    [
      'de',
      'Ein Zwischenspeicher hält die Daten bereit, die am häufigsten gelesen werden, und er entlastet so die Datenbank.',
    ],
    ['fr', 'Le cache garde les données qui sont lues le plus souvent, pour que la base ait moins de travail à faire.'],
    [
      'es',
      'La memoria guarda los datos que se leen con más frecuencia, para que la base de datos tenga menos trabajo.',
    ],
    [
      'nl',
      'Een cache bewaart de gegevens die het vaakst worden gelezen, zodat de databank minder werk heeft met lezen.',
    ],
  ])('is %s', (language, text) => {
    expect(spoken(text)).toBe(language);
  });

  it.each([
    'Кэш хранит данные в памяти',
    '缓存把常用数据放在内存里',
    'キャッシュはデータを近くに置きます',
    '캐시는 데이터를 가까이 둡니다',
    'कैश डेटा को पास रखता है',
    'แคชเก็บข้อมูลไว้ใกล้มือ',
    'تحتفظ الذاكرة بالبيانات',
    'המטמון שומר נתונים',
    'Η κρυφή μνήμη κρατά δεδομένα',
    '缓存',
    '是',
    '読み取りが速い',
    '빠르다',
    'TCP 可靠，UDP 快。',
    'Да, быстрее',
  ])('is another script in %j, however short', (text) => {
    expect(spoken(text)).toBe('other');
  });

  it.each([
    ['a few words', 'Reads get faster'],
    ['a few words of another language', 'Das geht schneller'],
    ['numbers', '1 2 3 4 5 6 7 8 9 10 11 12'],
    ['a formula in Greek letters', 'λ = 1/τ, Δ = α + β + γ, σ < ω'],
    [
      'a list of technical names',
      'Redis Kafka Postgres Nginx Docker Kubernetes Terraform Grafana Prometheus Vault Consul',
    ],
    ['one foreign name', 'The Московский service'],
    ['nothing', ''],
  ])('is not told from %s', (_, text) => {
    expect(spoken(text)).toBeNull();
  });

  it('knows function words of every language it tells apart', () => {
    expect(['the', 'und', 'avec', 'porque', 'redis'].map(isFunctionWord)).toEqual([true, true, true, true, false]);
  });
});
